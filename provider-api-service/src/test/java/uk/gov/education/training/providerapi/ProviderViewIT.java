package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.NameChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;
import uk.gov.education.training.testsupport.TopicSnapshot;

/**
 * Consumes facts from Kafka and serves them by REST; publishes deferrals. Each test has its own providers and
 * participants.
 */
@ServiceIT
class ProviderViewIT {

    private static final String STATUS = "data.attributes.ecf_enrolments[0].participant_status";

    private final UUID amber = UUID.randomUUID();
    private final UUID bracken = UUID.randomUUID();
    private final UUID training = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void connect() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
    }

    private Participant participant(String name) {
        return OakfieldFixtures.ect(priya, amber, training, name);
    }

    private void register(long version, String name) {
        topics.publish(
                Topics.PARTICIPANT_CHANGES, priya.toString(), OakfieldFixtures.registered(version, participant(name)));
    }

    private void rename(long version, String from, String to) {
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                new Message<>(version, OakfieldFixtures.AT, new NameChanged(from, to), participant(to)));
    }

    private void schedule() {
        schedule(priya, training);
    }

    private void schedule(UUID participant, UUID ofTraining) {
        topics.publish(
                Topics.SCHEDULE_ASSIGNMENTS,
                participant.toString(),
                OakfieldFixtures.scheduled(participant, 1, ofTraining));
    }

    private RequestSpecification amber() {
        return given().auth().oauth2(token);
    }

    private Response show() {
        return amber().get("/api/v3/participants/{id}", priya);
    }

    private JsonPath shownAs(String name) {
        await().atMost(SOON)
                .until(() -> show().statusCode() == 200
                        && show().jsonPath()
                                .getString("data.attributes.full_name")
                                .equals(name));
        return show().jsonPath();
    }

    private List<String> listed(String query) {
        return amber().get("/api/v3/participants" + query).jsonPath().getList("data.id");
    }

    private Response defer(String body) {
        return amber().contentType("application/json").body(body).put("/api/v3/participants/{id}/defer", priya);
    }

    private static String deferral(String reason) {
        return """
            {"data": {"type": "participant-defer",
                      "attributes": {"reason": "%s", "course_identifier": "ecf-induction"}}}""".formatted(reason);
    }

    @Test
    void participantIsSeenByItsProviderOnceItsScheduleIsKnown() {
        // When
        schedule();
        register(1, "Priya Okafor");

        // Then
        JsonPath record = shownAs("Priya Okafor");
        assertThat(record.getString("data.type")).isEqualTo("participant");
        assertThat(record.getString("data.attributes.teacher_reference_number")).isEqualTo("3104872");
        Map<String, Object> enrolment = record.getMap("data.attributes.ecf_enrolments[0]");
        assertThat(enrolment)
                .containsEntry("email", "priya@example.org")
                .containsEntry("cohort", "2025")
                .containsEntry("schedule_identifier", "ecf-standard-september")
                .containsEntry("training_status", "active")
                .containsEntry("participant_status", "active")
                .containsEntry("working_pattern", "full_time")
                .containsEntry("created_at", "2025-07-03T13:22:50Z")
                .containsEntry("mentor_id", null)
                .containsEntry("deferral", null)
                .hasSize(23);
        assertThat(show().contentType()).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void anotherProvidersParticipantIsNotFound() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");

        String other = TestTokens.issue(Scope.LEAD_PROVIDER, bracken);
        given().auth()
                .oauth2(other)
                .get("/api/v3/participants/{id}", priya)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(other)
                .contentType("application/json")
                .body(deferral("other"))
                .put("/api/v3/participants/{id}/defer", priya)
                .then()
                .statusCode(404);
        assertThat(given().auth()
                        .oauth2(other)
                        .get("/api/v3/participants")
                        .jsonPath()
                        .getList("data"))
                .isEmpty();
    }

    @Test
    void renamedParticipantIsFoundByUpdatedSince() {
        register(1, "Priya Okafor");
        schedule();
        String before = shownAs("Priya Okafor").getString("data.attributes.updated_at");

        rename(2, "Priya Okafor", "Priya Hale");

        String after = shownAs("Priya Hale").getString("data.attributes.updated_at");
        assertThat(Instant.parse(after)).isAfterOrEqualTo(Instant.parse(before));
        assertThat(listed("?filter[updated_since]=" + after)).containsExactly(priya.toString());
        assertThat(listed("?filter[updated_since]=" + Instant.parse(after).plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void staleAndDuplicateEventsChangeNothing() {
        register(1, "Priya Okafor");
        schedule();
        rename(3, "Priya Okafor", "Priya Hale");
        String updatedAt = shownAs("Priya Hale").getString("data.attributes.updated_at");

        rename(2, "Priya Okafor", "Priya Stale");
        rename(3, "Priya Okafor", "Priya Hale");
        awaitConsumed();

        JsonPath record = show().jsonPath();
        assertThat(record.getString("data.attributes.full_name")).isEqualTo("Priya Hale");
        assertThat(record.getString("data.attributes.updated_at")).isEqualTo(updatedAt);
    }

    /**
     * Publishes a record about another participant on each partition and waits until all are shown, so that everything
     * before them has been consumed.
     */
    private void awaitConsumed() {
        for (int i = 0; i < 60; i++) {
            UUID other = UUID.randomUUID();
            UUID otherTraining = UUID.randomUUID();
            schedule(other, otherTraining);
            topics.publish(
                    Topics.PARTICIPANT_CHANGES,
                    other.toString(),
                    new Message<>(
                            1,
                            OakfieldFixtures.AT,
                            new NameChanged("Nobody", "Somebody"),
                            OakfieldFixtures.ect(other, bracken, otherTraining, "Somebody")));
        }
        String other = TestTokens.issue(Scope.LEAD_PROVIDER, bracken);
        await().atMost(SOON)
                .until(() -> given().auth()
                                .oauth2(other)
                                .get("/api/v3/participants")
                                .jsonPath()
                                .getList("data")
                                .size()
                        == 60);
    }

    @Test
    void tombstoneRemovesTheParticipant() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");

        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.toString(), Map.of(), null);

        await().atMost(SOON).until(() -> show().statusCode() == 404);
        assertThat(listed("")).isEmpty();
    }

    @Test
    void deferralIsShownAtOnceAndPublished() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");

        Response deferred = defer(deferral("parental-leave"));

        assertThat(deferred.statusCode()).isEqualTo(200);
        Map<String, Object> enrolment = deferred.jsonPath().getMap("data.attributes.ecf_enrolments[0]");
        assertThat(enrolment).containsEntry("training_status", "deferred").containsEntry("participant_status", "left");
        assertThat(deferred.jsonPath().getString("data.attributes.ecf_enrolments[0].deferral.reason"))
                .isEqualTo("parental-leave");
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(Topics.TRAINING_CHANGES, priya.toString()))
                .singleElement()
                .satisfies((Message<TrainingChange, TrainingReports> message) -> {
                    assertThat(message.version()).isEqualTo(1);
                    assertThat(message.change())
                            .isEqualTo(new TrainingDeferred(training, amber, Role.ECT, "parental_leave"));
                    assertThat(message.snapshot().trainings()).hasSize(1);
                }));

        defer(deferral("parental-leave")).then().statusCode(422);
    }

    @Test
    void refusedDeferralNamesTheAttributesAndStoresNothing() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");

        Response refused = defer(deferral("boredom"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("errors.title")).isEqualTo(List.of("reason"));
        assertThat(refused.jsonPath().getString("errors[0].detail")).contains("parental-leave");
        assertThat(show().jsonPath().getString("data.attributes.ecf_enrolments[0].training_status"))
                .isEqualTo("active");
    }

    @Test
    void answersAreAsOfTheSandboxDate() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");

        String then = amber().header("X-With-Server-Date", "2025-08-01T09:00:00Z")
                .get("/api/v3/participants/{id}", priya)
                .jsonPath()
                .getString("data.attributes.ecf_enrolments[0].participant_status");
        String inList = amber().header("X-With-Server-Date", "2025-08-01T09:00:00Z")
                .get("/api/v3/participants")
                .jsonPath()
                .getString("data[0].attributes.ecf_enrolments[0].participant_status");

        assertThat(List.of(then, inList)).containsOnly("joining");
        assertThat(show().jsonPath().getString("data.attributes.ecf_enrolments[0].participant_status"))
                .isEqualTo("active");
        amber().header("X-With-Server-Date", "yesterday")
                .get("/api/v3/participants/{id}", priya)
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "\"x\"", "{\"data\": 1}", "{\"data\": {\"attributes\": {\"x\": 1}}}"})
    void malformedActionIsABadRequest(String body) {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        Response refused = defer(body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("errors[0].title")).isEqualTo("Bad request");
        assertThat(refused.jsonPath().getString("errors[0].detail")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "page[page]=0, 400",
        "page[page]=-1, 400",
        "page[per_page]=abc, 400",
        "page[per_page]=10.9, 200",
        "page[page]=999999, 200",
        "filter[updated_since]=2026-01-28, 400",
        "filter[updated_since]=2026-01-28T14:15, 400",
        "filter[updated_since]=2026-13-28T14:15:00Z, 400",
        "filter[updated_since]=2026-01-28T14:15:00Z, 200",
        "filter[updated_since]=2026-01-28T14:15:00.123-05:00, 200",
        "filter[updated_since]=2026-01-28T14:15:00, 200",
        "filter[updated_since]=2026-01-28T14%253A15%253A00%252B01%253A00, 200",
        "filter[updated_since]=2026-01-28T14:15:00+01:00, 200",
        "filter[updated_since]=, 200",
        "filter[unknown]=1, 200",
        "filter=x, 400",
        "filter=, 400",
        "filter[]=x, 400",
        "page=2, 400",
        "sort=email, 200",
        "filter[cohort]=, 200",
        "filter[training_status]=, 200",
    })
    void unusualQueriesAreAnsweredOrRefused(String query, int status) {
        Response response = amber().urlEncodingEnabled(false)
                .get("/api/v3/participants?" + query.replace("[", "%5B").replace("]", "%5D"));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.jsonPath().getString(status == 200 ? "data" : "errors[0].detail"))
                .isNotNull();
    }

    @Test
    void filterWithoutANameIsABadParameter() {
        assertThat(amber().get("/api/v3/participants?filter=x").jsonPath().getString("errors[0].title"))
                .isEqualTo("Bad parameter");
    }

    @Test
    void filterWithoutANameIsRefusedAtEveryAddress() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        String id = priya.toString();
        assertThat(amber().get("/api/v3/participants/" + id + "?filter=x").statusCode())
                .isEqualTo(400);
        assertThat(amber().contentType("application/json")
                        .body(deferral("other"))
                        .put("/api/v3/participants/" + id + "/defer?filter=x")
                        .jsonPath()
                        .getString("errors[0].title"))
                .isEqualTo("Bad parameter");
        assertThat(given().get("/api/v3/participants/" + id + "?filter=x").statusCode())
                .isEqualTo(401);
        assertThat(listed("?filter[training_status]=active")).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "filter[cohort]=2025, true",
        "'filter[cohort]=2024,2025', true",
        "'filter[cohort]=2024, 2025', true",
        "filter[cohort][]=2024&filter[cohort][]=2025, true",
        "filter[cohort]=2024, false",
        "filter[cohort]=soon, false",
        "'filter[cohort]=soon,2025', true",
        "filter[cohort]=, true",
        "filter[training_status]=active, true",
        "filter[training_status]=deferred, false",
        "filter[training_status]=unheard-of, false",
        "filter[training_status]=, true",
        "filter[from_participant_id]=6c1c3a4e-3f6f-4a5f-8b53-0f6f0bb30001, false",
        "filter[from_participant_id]=nobody, false",
        "filter[cohort]=2025&filter[training_status]=active, true",
        "filter[cohort]=2025&filter[training_status]=withdrawn, false",
    })
    void filtersFindParticipantsThatMatchAllValues(String query, boolean found) {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        assertThat(listed("?" + query)).hasSize(found ? 1 : 0);
    }

    @Test
    void deferredThenWithdrawnTrainingIsListedAsWithdrawnOnly() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        defer(deferral("other")).then().statusCode(200);
        assertThat(listed("?filter[training_status]=deferred")).containsExactly(priya.toString());

        amber().contentType("application/json")
                .body(deferral("moved-school"))
                .put("/api/v3/participants/{id}/withdraw", priya)
                .then()
                .statusCode(200)
                .body("data.attributes.ecf_enrolments[0].withdrawal.reason", equalTo("moved-school"))
                .body("data.attributes.ecf_enrolments[0].deferral", nullValue());

        assertThat(listed("?filter[training_status]=deferred")).isEmpty();
        assertThat(listed("?filter[training_status]=withdrawn")).containsExactly(priya.toString());

        amber().contentType("application/json")
                .body("{\"data\": {\"attributes\": {\"course_identifier\": \"ecf-induction\"}}}")
                .put("/api/v3/participants/{id}/resume", priya)
                .then()
                .statusCode(200)
                .body("data.attributes.ecf_enrolments[0].participant_status", equalTo("active"));
        assertThat(listed("?filter[training_status]=active")).containsExactly(priya.toString());
    }

    @ParameterizedTest
    @CsvSource({"{}, 400", "{\"course_identifier\": null}, 422", "{\"reason\": \"other\"}, 400"})
    void resumeReadsOnlyTheCourse(String attributes, int status) {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        amber().contentType("application/json")
                .body("{\"data\": {\"attributes\": " + attributes + "}}")
                .put("/api/v3/participants/{id}/resume", priya)
                .then()
                .statusCode(status);
    }

    @Test
    void sortOrdersByEachKeyAndDirectionAndIgnoresOthers() {
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID id = UUID.randomUUID();
            UUID itsTraining = UUID.randomUUID();
            schedule(id, itsTraining);
            topics.publish(
                    Topics.PARTICIPANT_CHANGES,
                    id.toString(),
                    new Message<>(
                            1,
                            OakfieldFixtures.AT,
                            new NameChanged("a", "b"),
                            OakfieldFixtures.ect(id, amber, itsTraining, "Person " + i)));
            inOrder.add(id.toString());
            int seen = i + 1;
            await().atMost(SOON).until(() -> listed("").size() == seen);
        }
        List<String> reversed = inOrder.reversed();

        assertThat(listed("?sort=updated_at")).isEqualTo(inOrder);
        assertThat(listed("?sort=-updated_at")).isEqualTo(reversed);
        assertThat(listed("?sort=+updated_at")).isEqualTo(inOrder);
        assertThat(listed("?sort=full_name,-updated_at")).isEqualTo(reversed);
        // All were registered at the same moment: ordered by id.
        List<String> byId = inOrder.stream().sorted().toList();
        assertThat(List.of(listed(""), listed("?sort=created_at"), listed("?sort=full_name")))
                .containsOnly(byId);
        assertThat(listed("?sort=created_at,-updated_at")).isEqualTo(reversed);
        // Changes come newest first, so that a paging client misses none.
        assertThat(listed("?filter[updated_since]=2026-01-01T00:00:00Z")).isEqualTo(reversed);
    }

    @Test
    void unchangedRecordsAreNotSentAgain() {
        register(1, "Priya Okafor");
        schedule();
        shownAs("Priya Okafor");
        for (String path : List.of("/api/v3/participants/" + priya, "/api/v3/participants")) {
            Response first = amber().get(path);
            String tag = first.header("ETag");
            assertThat(tag).startsWith("W/\"");

            Response again = amber().header("If-None-Match", tag).get(path);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body().asString()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(tag);
            String strong = tag.substring("W/".length());
            for (String same : List.of(strong, "\"another\", " + strong, "*")) {
                assertThat(amber().header("If-None-Match", same).get(path).statusCode())
                        .as(same)
                        .isEqualTo(304);
            }
            assertThat(amber().header("If-None-Match", "\"another\"", tag)
                            .get(path)
                            .statusCode())
                    .isEqualTo(304);
            for (String other : List.of("\"another\"", strong.replace("\"", ""), "\"" + strong)) {
                assertThat(amber().header("If-None-Match", other).get(path).statusCode())
                        .as(other)
                        .isEqualTo(200);
            }
            assertThat(amber().header("If-None-Match", tag)
                            .header("X-With-Server-Date", "2025-08-01T09:00:00Z")
                            .get(path)
                            .statusCode())
                    .isEqualTo(200);
        }
        String tag = show().header("ETag");

        rename(2, "Priya Okafor", "Priya Hale");
        shownAs("Priya Hale");

        assertThat(amber().header("If-None-Match", tag)
                        .get("/api/v3/participants/{id}", priya)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void recordThatChangesOnlyOnAChosenDayIsSentAgainForThatDay() {
        Participant ect = participant("Priya Okafor");
        publishLastDay(1, ect, "2033-03-04");
        schedule();
        shownAs("Priya Okafor");
        TopicSnapshot.awaitEverything();
        String today = show().asString();
        Response left =
                amber().header("X-With-Server-Date", "2033-03-10T09:00:00Z").get("/api/v3/participants/{id}", priya);
        assertThat(left.jsonPath().getString(STATUS)).isEqualTo("left");

        publishLastDay(2, ect, "2033-03-31");

        await().atMost(SOON).untilAsserted(() -> assertThat(amber().header("X-With-Server-Date", "2033-03-10T09:00:00Z")
                        .header("If-None-Match", left.header("ETag"))
                        .get("/api/v3/participants/{id}", priya)
                        .statusCode())
                .isEqualTo(200));
        assertThat(show().asString()).isEqualTo(today);
    }

    private void publishLastDay(long version, Participant ect, String lastDay) {
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        new NameChanged("Priya", "Priya Okafor"),
                        OakfieldFixtures.moved(ect, LocalDate.parse(lastDay), bracken, UUID.randomUUID())));
    }

    @ParameterizedTest
    @CsvSource({"Bearer nonsense", "Bearer", "Basic abc", "''"})
    void unknownTokenIsRefused(String authorization) {
        given().header("Authorization", authorization)
                .get("/api/v3/participants")
                .then()
                .statusCode(401)
                .body("error", equalTo("HTTP Token: Access denied"));
    }

    @Test
    void tokenOfAnotherScopeIsForbidden() {
        given().auth()
                .oauth2(TestTokens.issue(Scope.SCHOOL))
                .get("/api/v3/participants")
                .then()
                .statusCode(403);
    }

    @Test
    void pagesHaveNoGapsOrRepetitions() {
        for (int i = 0; i < 7; i++) {
            UUID id = UUID.randomUUID();
            UUID itsTraining = UUID.randomUUID();
            schedule(id, itsTraining);
            topics.publish(
                    Topics.PARTICIPANT_CHANGES,
                    id.toString(),
                    new Message<>(
                            1,
                            OakfieldFixtures.AT,
                            new NameChanged("a", "b"),
                            OakfieldFixtures.ect(id, amber, itsTraining, "Person " + i)));
        }
        await().atMost(SOON).until(() -> listed("").size() == 7);

        List<String> all = listed("");
        List<String> paged = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            paged.addAll(listed("?page[per_page]=3&page[page]=" + page));
        }
        assertThat(paged).isEqualTo(all).doesNotHaveDuplicates();
        assertThat(listed("?page[per_page]=3&page[page]=4")).isEmpty();
    }

    @Test
    void invalidRecordIsDeadLetteredAndOthersAreProcessed() {
        byte[] nonsense = "{nonsense".getBytes(StandardCharsets.UTF_8);
        Map<String, String> known = Map.of("ce_type", "uk.gov.education.training.name-changed.v1");
        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.toString(), known, nonsense);
        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.toString(), Map.of("ce_type", "x"), nonsense);
        topics.publishRaw(
                Topics.PARTICIPANT_CHANGES_NAME,
                priya.toString(),
                known,
                "{\"version\": \"one\"}".getBytes(StandardCharsets.UTF_8));
        topics.publishRaw(Topics.PARTICIPANT_CHANGES_NAME, priya.toString(), known, new byte[900_000]);
        register(1, "Priya Okafor");
        schedule();

        shownAs("Priya Okafor");
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        topics.records(Topics.PARTICIPANT_CHANGES.deadLetters("provider-api-service")))
                .filteredOn(record -> priya.toString().equals(record.key()))
                .extracting(ProviderViewIT::reason)
                .containsExactlyInAnyOrder("not-json", "unknown-type", "schema", "not-json"));
    }

    private static String reason(ConsumerRecord<String, byte[]> record) {
        return TopicClient.header(record, "dead-letter-reason");
    }
}
