package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.PaymentsFrozen;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange;
import uk.gov.education.training.events.PartnershipChange.DeliveryPartnerReplaced;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.TrainingScheduleChanged;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ContractPeriodFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** A lead provider moves Priya, an ECT of cohort 2025, to another schedule. */
@ServiceIT
class ChangeScheduleIT {

    private static final String OAKFIELD = "900001";
    private static final Instant CONFIRMED_AT = Instant.parse("2026-06-20T09:00:00Z");

    @Inject
    Pool pool;

    private final UUID amber = UUID.randomUUID();
    private final UUID priya = UUID.randomUUID();
    private final UUID training = UUID.randomUUID();
    private final UUID in2026 = UUID.randomUUID();
    private final UUID brightPath = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private String token;

    @BeforeEach
    void publishPriyaOnStandardSeptember2025() {
        token = TestTokens.issue(Scope.LEAD_PROVIDER, amber);
        Stream.of(2024, 2025, 2026).forEach(year -> contractPeriod(1, year, new ContractPeriodOpened(year), null));
        partnership(1, brightPath, new PartnershipConfirmed());
        topics.publish(Topics.SCHEDULE_ASSIGNMENTS, priya.toString(), OakfieldFixtures.scheduled(priya, 1, training));
        topics.publish(
                Topics.PARTICIPANT_CHANGES,
                priya.toString(),
                OakfieldFixtures.registered(1, OakfieldFixtures.ect(priya, amber, training, "Priya Okafor")));
        await().atMost(SOON)
                .until(() -> show().statusCode() == 200
                        && "ecf-standard-september".equals(enrolment(show()).get("schedule_identifier")));
        // Contract periods and partnerships have their own topics, so wait until they are stored.
        await().atMost(SOON).until(() -> isStored("partnerships", in2026.toString()));
        await().atMost(SOON)
                .until(() -> Stream.of("2024", "2025", "2026").allMatch(year -> isStored("contract-periods", year)));
    }

    private void contractPeriod(long version, int year, ContractPeriodChange change, Instant frozenAt) {
        topics.publish(
                Topics.CONTRACT_PERIODS,
                String.valueOf(year),
                new Message<>(
                        version,
                        OakfieldFixtures.AT,
                        change,
                        ContractPeriodFixtures.contractPeriod(
                                        year,
                                        "ecf-standard-september",
                                        "ecf-extended-september",
                                        "ecf-replacement-april")
                                .withPaymentsFrozenAt(frozenAt)));
    }

    private void partnership(long version, UUID deliveryPartner, PartnershipChange change) {
        topics.publish(
                Topics.PARTNERSHIPS,
                in2026.toString(),
                new Message<>(
                        version,
                        CONFIRMED_AT,
                        change,
                        new Partnership(in2026, amber, "Amber", deliveryPartner, OAKFIELD, 2026, CONFIRMED_AT)));
    }

    private boolean isStored(String topic, String key) {
        return pool.preparedQuery("select 1 from facts where topic = $1 and key = $2")
                        .execute(Tuple.of(topic, key))
                        .await()
                        .atMost(SOON)
                        .size()
                == 1;
    }

    private Response show() {
        return given().auth().oauth2(token).get("/api/v3/participants/{id}", priya);
    }

    private static Map<String, Object> enrolment(Response response) {
        return response.jsonPath().getMap("data.attributes.ecf_enrolments[0]");
    }

    private Response change(UUID participant, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .put("/api/v3/participants/{id}/change-schedule", participant);
    }

    private static String to(String schedule, String cohort) {
        return """
            {"data": {"type": "participant-change-schedule",
                      "attributes": {"schedule_identifier": "%s", "course_identifier": "ecf-induction", "cohort": %s}}}""".formatted(schedule, cohort);
    }

    private List<Message<TrainingChange, TrainingReports>> published() {
        return topics.messages(Topics.TRAINING_CHANGES, priya.toString());
    }

    private Response changeWithKey(String key, String body) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .put("/api/v3/participants/{id}/change-schedule", priya);
    }

    @Test
    void repeatedRequestWithTheSameKeyRunsOnceAndGetsTheFirstAnswer() {
        String key = UUID.randomUUID().toString();

        Response first = changeWithKey(key, to("extended-september", "null"));
        Response second = changeWithKey(key, to("extended-september", "null"));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        await().atMost(SOON).untilAsserted(() -> assertThat(published()).hasSize(1));
    }

    @Test
    void otherRequestWithTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        assertThat(changeWithKey(key, to("extended-september", "null")).statusCode())
                .isEqualTo(200);

        Response other = changeWithKey(key, to("standard-september", "null"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getList("errors.title")).containsExactly("Idempotency-Key");
    }

    @Test
    void refusedRequestIsDecidedAgainWithTheSameKey() {
        String key = UUID.randomUUID().toString();

        Response refused = changeWithKey(key, to("standard-september", "null"));
        Response again = changeWithKey(key, to("extended-september", "null"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(again.statusCode()).isEqualTo(200);
    }

    @Test
    void changeIsAnsweredWithTheNewScheduleAtOnceAndPublished() {
        Response changed = change(priya, to("extended-september", "null"));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(enrolment(changed))
                .containsEntry("schedule_identifier", "ecf-extended-september")
                .containsEntry("cohort", "2025");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(published()).singleElement().satisfies(message -> assertThat(message.change())
                                .isEqualTo(new TrainingScheduleChanged(
                                        training,
                                        amber,
                                        Role.ECT,
                                        2025,
                                        "ecf-standard-september",
                                        2025,
                                        "ecf-extended-september"))));

        Response again = change(priya, to("ecf-extended-september", "\"2025\""));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.jsonPath().getString("errors[0].title")).isEqualTo("schedule_identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "\"2026\""})
    void cohortIsANumberOrAStringAndSetsTheDeliveryPartner(String cohort) {
        Response changed = change(priya, to("ecf-standard-september", cohort));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(enrolment(changed))
                .containsEntry("cohort", "2026")
                .containsEntry("delivery_partner_id", brightPath.toString());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(published()).singleElement().satisfies(message -> assertThat(
                                message.snapshot().schedules(training))
                        .singleElement()
                        .satisfies((ScheduleReport report) -> {
                            assertThat(report.partnershipId()).isEqualTo(in2026);
                            assertThat(report.move()).isEqualTo(CohortMove.OTHER_COHORT);
                        })));
    }

    @Test
    void newDeliveryPartnerOfThePartnershipIsShown() {
        change(priya, to("ecf-standard-september", "2026")).then().statusCode(200);
        UUID other = UUID.randomUUID();

        partnership(2, other, new DeliveryPartnerReplaced(brightPath, other));

        await().atMost(SOON).untilAsserted(() -> assertThat(enrolment(show()))
                .containsEntry("delivery_partner_id", other.toString()));
    }

    @Test
    void moveIntoACohortWithFrozenPaymentsIsRefused() {
        contractPeriod(2, 2026, new PaymentsFrozen(2026, CONFIRMED_AT), CONFIRMED_AT);
        try {
            await().atMost(SOON).untilAsserted(() -> {
                Response refused = change(priya, to("ecf-standard-september", "2026"));
                assertThat(refused.statusCode()).isEqualTo(422);
                assertThat(refused.jsonPath().getString("errors[0].title")).isEqualTo("cohort");
                assertThat(refused.jsonPath().getString("errors[0].detail")).contains("closed");
            });
        } finally {
            contractPeriod(3, 2026, new ContractPeriodOpened(2026), null);
            await().atMost(SOON)
                    .until(() ->
                            change(priya, to("ecf-standard-september", "2026")).statusCode() == 200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ecf-standard-september, 2024, cohort",
        "ecf-standard-march, 2025, schedule_identifier",
        "ecf-reduced-january, 2025, schedule_identifier",
        "ecf-replacement-april, 2025, schedule_identifier",
        "ecf-standard-september, 2025, schedule_identifier",
        "'', 2025, schedule_identifier",
        "ecf-replacement-april, 2024, schedule_identifier+cohort",
    })
    void refusedChangeNamesEveryAttributeAndStoresNothing(String schedule, String cohort, String titles) {
        Response refused = change(priya, to(schedule, cohort));

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonPath errors = refused.jsonPath();
        assertThat(String.join("+", errors.<String>getList("errors.title"))).isEqualTo(titles);
        assertThat(errors.<String>getList("errors.detail"))
                .allSatisfy(detail -> assertThat(detail).isNotBlank());
        assertThat(enrolment(show()))
                .containsEntry("schedule_identifier", "ecf-standard-september")
                .containsEntry("cohort", "2025");
        assertThat(reportsStored()).isZero();
    }

    private int reportsStored() {
        return pool.preparedQuery("select 1 from facts where topic = 'training-changes' and key = $1")
                .execute(Tuple.of(priya.toString()))
                .await()
                .atMost(SOON)
                .size();
    }

    @Test
    void bodyIsValidatedBeforeTheParticipantIsLookedUp() {
        assertThat(change(UUID.randomUUID(), "{}").statusCode()).isEqualTo(400);
        assertThat(change(UUID.randomUUID(), to("ecf-standard-september", "2025"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void courseIdentifierIsRequiredWithTheSchedule() {
        Response refused = change(priya, """
            {"data": {"attributes": {"schedule_identifier": "ecf-extended-september"}}}""");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("errors.title")).isEqualTo(List.of("course_identifier"));
    }
}
