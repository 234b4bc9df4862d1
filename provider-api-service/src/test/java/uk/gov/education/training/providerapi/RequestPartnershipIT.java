package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.providerapi.ReferenceTopics.deliveryPartner;
import static uk.gov.education.training.providerapi.ReferenceTopics.participant;
import static uk.gov.education.training.providerapi.ReferenceTopics.partnership;
import static uk.gov.education.training.providerapi.ReferenceTopics.school;
import static uk.gov.education.training.providerapi.ReferenceTopics.trained;
import static uk.gov.education.training.providerapi.ReferenceTopics.urn;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * A lead provider reports and corrects a partnership. The owner, school-updates-service, is an HTTP server of the test.
 */
@ServiceIT
@WithTestResource(SchoolUpdatesStub.class)
class RequestPartnershipIT {

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final School oakfield = school(urn(), true);
    private final DeliveryPartner harbour = deliveryPartner("Harbour " + UUID.randomUUID());
    private final DeliveryPartner lighthouse = deliveryPartner("Lighthouse " + UUID.randomUUID());
    private final Partnership decided = partnership(amber, oakfield, 2026, harbour.id());
    private final Participant interested =
            trained(participant(oakfield.urn(), Role.ECT), amber, 2026, null, "2026-09-01", null);

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private final ReferenceTopics reference = new ReferenceTopics(topics);
    private String token;

    @BeforeEach
    void publishReferenceData() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        reference.publish(oakfield);
        reference.publish(harbour);
        reference.publish(lighthouse);
        reference.publish(interested);
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                interested.id().toString(),
                OakfieldFixtures.scheduled(
                        interested.id(), 1, interested.trainings().getFirst().id()));
        for (Object known : List.of(oakfield, harbour, lighthouse, interested)) {
            await().atMost(SOON).until(() -> versionOf(ReferenceTopics.key(known)) > 0);
        }
        SchoolUpdatesStub.answer(201, decision(1, decided, List.of()));
    }

    private long versionOf(Object key) {
        return pool.preparedQuery("select coalesce(max(version), 0) from facts where key = $1 and topic <> $2")
                .execute(Tuple.of(key.toString(), Topics.SCHEDULE_ASSIGNMENTS.name()))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }

    /** The response of the owner. */
    private static Map<String, Object> decision(long version, Partnership partnership, List<Participant> participants) {
        return Map.of(
                "partnership",
                Map.of("version", version, "snapshot", partnership),
                "participants",
                participants.stream()
                        .map(participant -> Map.of("version", 2, "snapshot", participant))
                        .toList());
    }

    private Participant confirmed() {
        return interested.withTrainings(interested.trainings().stream()
                .map(training ->
                        training.withPartnershipId(decided.id()).withDeliveryPartnerId(decided.deliveryPartnerId()))
                .toList());
    }

    private RequestSpecification amber() {
        return given().auth().oauth2(token).contentType("application/json");
    }

    private String body(Object cohort) {
        return """
            {"data": {"type": "partnership", "attributes": {"cohort": %s, "school_id": "%s",
                      "delivery_partner_id": "%s"}}}""".formatted(cohort, oakfield.id(), harbour.id());
    }

    private static String change(UUID deliveryPartner) {
        return """
            {"data": {"type": "partnership", "attributes": {"delivery_partner_id": "%s"}}}""".formatted(deliveryPartner);
    }

    private ValidatableResponse create() {
        return amber().body(body("\"2026\"")).post("/api/v3/partnerships").then();
    }

    private ValidatableResponse update(Object id, String body) {
        return amber().body(body).put("/api/v3/partnerships/{id}", id).then();
    }

    private List<Object> errors(String field, String... details) {
        List<Object> errors = new ArrayList<>();
        for (String detail : details) {
            errors.add(Map.of("field", field, "detail", detail));
        }
        return errors;
    }

    @Test
    void createdPartnershipIsTheAnswer() {
        create().statusCode(200)
                .body("data.id", equalTo(decided.id().toString()))
                .body("data.attributes.cohort", equalTo("2026"))
                .body("data.attributes.school_id", equalTo(oakfield.id().toString()))
                .body("data.attributes.delivery_partner_name", equalTo(harbour.name()))
                .body("data.attributes.participants_currently_training", is(0));

        amber().get("/api/v3/partnerships/{id}", decided.id()).then().statusCode(200);
    }

    @Test
    void participantWhoWasInterestedIsSeenAtOnce() {
        amber().get("/api/v3/participants/{id}", interested.id()).then().statusCode(404);
        SchoolUpdatesStub.answer(201, decision(1, decided, List.of(confirmed())));

        amber().header("X-With-Server-Date", "2026-10-01T09:00:00Z")
                .body(body("\"2026\""))
                .post("/api/v3/partnerships")
                .then()
                .statusCode(200)
                .body("data.attributes.participants_currently_training", is(1));

        amber().get("/api/v3/participants/{id}", interested.id())
                .then()
                .statusCode(200)
                .body(
                        "data.attributes.ecf_enrolments[0].delivery_partner_id",
                        equalTo(harbour.id().toString()));
    }

    @Test
    void recordsOfTheTopicsAreOldByThen() {
        SchoolUpdatesStub.answer(201, decision(1, decided, List.of(confirmed())));
        create().statusCode(200);
        String before = amber().get("/api/v3/partnerships/{id}", decided.id()).asString();

        reference.publish(decided, 1);
        reference.publish(confirmed(), 2);
        reference.publish(confirmed(), 3);
        await().atMost(SOON).until(() -> versionOf(interested.id()) == 3);

        assertThat(amber().get("/api/v3/partnerships/{id}", decided.id()).asString())
                .isEqualTo(before);
    }

    @Test
    void deletedParticipantDoesNotComeBack() {
        reference.remove(Topics.PARTICIPANT_CHANGES, interested.id());
        await().atMost(SOON).until(() -> versionOf(interested.id()) == 0);
        SchoolUpdatesStub.answer(201, decision(1, decided, List.of(confirmed())));

        create().statusCode(200);

        assertThat(versionOf(interested.id())).isZero();
    }

    @Test
    void ownerGetsTheValuesAsTheyWereSent() {
        amber().header("X-With-Server-Date", "2026-10-01T09:00:00+01:00")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .body(body(2026))
                .post("/api/v3/partnerships");

        assertThat(SchoolUpdatesStub.received()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/api/v1/lead-providers/" + amber + "/partnerships");
            assertThat(request.header().apply("Authorization")).isEqualTo("Bearer " + SchoolUpdatesStub.TOKEN);
            assertThat(request.header().apply("X-With-Server-Date")).isEqualTo("2026-10-01T08:00:00Z");
            assertThat(request.header().apply("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-");
            assertThat(Json.MAPPER.readTree(request.body()))
                    .isEqualTo(Json.MAPPER.valueToTree(Map.of(
                            "cohort", "2026",
                            "school_id", oakfield.id().toString(),
                            "delivery_partner_id", harbour.id().toString())));
        });
    }

    @Test
    void requestWithoutAChosenTimeHasNone() {
        create().statusCode(200);

        assertThat(SchoolUpdatesStub.received().getFirst().header().apply("X-With-Server-Date"))
                .isNull();
    }

    @Test
    void sameKeyOfACallerIsTheSameKeyForTheOwner() {
        String other = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        for (String caller : List.of(token, token, other)) {
            given().auth()
                    .oauth2(caller)
                    .contentType("application/json")
                    .header("Idempotency-Key", "once")
                    .body(body("\"2026\""))
                    .post("/api/v3/partnerships")
                    .then()
                    .statusCode(200);
        }

        List<String> keys = SchoolUpdatesStub.received().stream()
                .map(request -> request.header().apply("Idempotency-Key"))
                .toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2)).isNotEqualTo("once");
    }

    @Test
    void refusalOfTheOwnerIsTheAnswerInItsOrder() {
        SchoolUpdatesStub.answer(
                422, Map.of("title", "Unprocessable Content", "errors", errors("school_id", "One.", "Two.")));

        create().statusCode(422)
                .body("errors.title", equalTo(List.of("school_id", "school_id")))
                .body("errors.detail", equalTo(List.of("One.", "Two.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"data\": {\"attributes\": {\"urn\": \"1\"}}}", "[1]"})
    void bodyWithoutPermittedAttributesIsABadRequest(String body) {
        SchoolUpdatesStub.answer(500, Map.of());
        amber().body(body)
                .post("/api/v3/partnerships")
                .then()
                .statusCode(400)
                .body("errors[0].title", equalTo("Bad request"));

        assertThat(SchoolUpdatesStub.received()).isEmpty();
    }

    @Test
    void changedPartnershipIsTheAnswer() {
        create().statusCode(200);
        SchoolUpdatesStub.answer(200, decision(2, decided.with(lighthouse.id()), List.of()));

        update(decided.id(), change(lighthouse.id()))
                .statusCode(200)
                .body("data.id", equalTo(decided.id().toString()))
                .body("data.attributes.delivery_partner_name", equalTo(lighthouse.name()));

        assertThat(SchoolUpdatesStub.received())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly("PUT /api/v1/lead-providers/" + amber + "/partnerships/" + decided.id());
        amber().body(change(harbour.id()))
                .patch("/api/v3/partnerships/{id}", decided.id())
                .then()
                .statusCode(200);
    }

    @Test
    void unknownPartnershipIsNotFoundWhateverTheBody() {
        SchoolUpdatesStub.answer(404, Map.of("errors", errors("id", "No.")));

        for (String body : List.of("{}", change(harbour.id()))) {
            update(UUID.randomUUID(), body)
                    .statusCode(404)
                    .body("errors[0].title", equalTo("Resource not found"))
                    .body("errors[0].detail", equalTo("Nothing could be found for the provided details."));
        }
        update("none", "{}").statusCode(404);
        update(UUID.randomUUID(), "{\"data\": ").statusCode(400);
    }

    @Test
    void knownPartnershipWithABodyWithoutPermittedAttributesIsABadRequest() {
        create().statusCode(200);

        update(decided.id(), "{\"data\": {\"attributes\": {\"cohort\": \"2025\"}}}")
                .statusCode(400);
    }

    private static void unavailable(ValidatableResponse response) {
        response.statusCode(503)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("errors[0].title", equalTo("Service unavailable"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 500, 503})
    void ownerThatDoesNotDecideMakesThePartnershipsUnavailable(int status) {
        SchoolUpdatesStub.answer(status, Map.of("errors", errors("service", "Not now.")));

        unavailable(create());
    }

    @Test
    void ownerThatIsDownMakesThePartnershipsUnavailableUntilItIsBack() {
        SchoolUpdatesStub.whileDown(() -> {
            unavailable(create());
            unavailable(update(decided.id(), change(lighthouse.id())));
            amber().get("/api/v3/partnerships").then().statusCode(200);
        });

        create().statusCode(200);
    }

    @Test
    void ownerThatBreaksTheConnectionIsAskedOnceMoreWithTheSameKey() {
        AtomicInteger calls = new AtomicInteger();
        SchoolUpdatesStub.behave(exchange -> {
            if (calls.incrementAndGet() == 1) {
                SchoolUpdatesStub.breakConnection(exchange);
            } else {
                SchoolUpdatesStub.respond(exchange, 201, Json.write(decision(1, decided, List.of())));
            }
        });

        create().statusCode(200).body("data.id", equalTo(decided.id().toString()));

        assertThat(SchoolUpdatesStub.received())
                .hasSize(2)
                .extracting(request -> request.header().apply("Idempotency-Key"))
                .containsOnly(SchoolUpdatesStub.received().getFirst().header().apply("Idempotency-Key"));
    }

    @Test
    void ownerWhoseConnectionsBreakMakesThePartnershipsUnavailable() {
        SchoolUpdatesStub.behave(SchoolUpdatesStub::breakConnection);

        unavailable(create());

        assertThat(SchoolUpdatesStub.received()).hasSize(2);
        amber().get("/api/v3/partnerships").then().statusCode(200);
    }

    @Test
    void slowOwnerMakesThePartnershipsUnavailableAndItsDecisionArrivesByTheTopic() {
        CountDownLatch answered = new CountDownLatch(1);
        SchoolUpdatesStub.behave(exchange -> {
            try {
                answered.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            SchoolUpdatesStub.breakConnection(exchange);
        });
        try {
            unavailable(create());
        } finally {
            answered.countDown();
        }
        reference.publish(decided);

        await().atMost(SOON).untilAsserted(() -> amber().get("/api/v3/partnerships/{id}", decided.id())
                .then()
                .statusCode(200));
    }

    @Test
    void partnershipWithASchoolThatIsNotReceivedYetIsShownOnceItIs() {
        School late = school(urn(), true);
        Partnership withLate = partnership(amber, late, 2026, harbour.id());
        SchoolUpdatesStub.answer(201, decision(1, withLate, List.of()));

        unavailable(create());
        reference.publish(late);

        await().atMost(SOON).untilAsserted(() -> amber().get("/api/v3/partnerships/{id}", withLate.id())
                .then()
                .statusCode(200));
    }

    @Test
    void answerThatIsNoDecisionMakesThePartnershipsUnavailable() {
        SchoolUpdatesStub.behave(exchange -> SchoolUpdatesStub.respond(exchange, 201, "<html>"));

        unavailable(create());
    }
}
