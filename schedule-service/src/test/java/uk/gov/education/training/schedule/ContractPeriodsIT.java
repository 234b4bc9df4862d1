package uk.gov.education.training.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.training;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.PaymentsFrozen;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.ScheduleChange.ScheduleNotFound;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Support's changes to contract periods, in the order of a contract period's life. */
@ServiceIT
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractPeriodsIT {

    private static final String REGISTERED = "2025-08-18T09:15:00Z";
    private static final String BEFORE_2027 = "2027-05-31T22:59:59Z";

    @Inject
    AssignSchedules assignSchedules;

    private final UUID id = UUID.randomUUID();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    private RequestSpecification as(String scope) {
        return given().auth().oauth2(TestTokens.issue(scope)).contentType("application/json");
    }

    private ValidatableResponse open(String at, String body) {
        return as(Scope.SUPPORT)
                .header("X-With-Server-Date", at)
                .body(body)
                .post("/api/v1/contract-periods")
                .then();
    }

    private ValidatableResponse freeze(int year, String at, String body) {
        return as(Scope.SUPPORT)
                .header("X-With-Server-Date", at)
                .body(body)
                .put("/api/v1/contract-periods/" + year + "/payments-frozen")
                .then();
    }

    private List<ScheduleChange> assignments() {
        return topics.messages(SCHEDULE_ASSIGNMENTS, id.toString()).stream()
                .map(Message::change)
                .toList();
    }

    private List<AlertChange> alerts() {
        return topics
                .messages(OPERATIONS_ALERTS, Alert.key("schedule-service", Alert.Condition.SCHEDULES_UNASSIGNED))
                .stream()
                .map(Message::change)
                .toList();
    }

    @Test
    @Order(1)
    void contractPeriodCanBeOpenedOnlyBeforeItBeginsAndAfterThePreviousOne() {
        open("2027-05-31T23:00:00Z", "{\"year\": 2027}").statusCode(422).body("errors[0].field", equalTo("year"));
        open(BEFORE_2027, "{\"year\": 2028}").statusCode(422).body("errors[0].field", equalTo("year"));
        open(BEFORE_2027, "{\"year\": 2026}").statusCode(422).body("errors[0].field", equalTo("year"));
        open(BEFORE_2027, "{}").statusCode(422).body("errors[0].field", equalTo("year"));
        open(BEFORE_2027, "{\"year\": 20270}").statusCode(422).body("errors[0].field", equalTo("year"));
        open(BEFORE_2027, "{\"year\": \"soon\"}").statusCode(400);
        open(BEFORE_2027, "no JSON").statusCode(400);

        assertThat(topics.messages(CONTRACT_PERIODS, "2027")).isEmpty();
        assertThat(topics.messages(CONTRACT_PERIODS, "2028")).isEmpty();
    }

    @Test
    @Order(2)
    void onlySupportCanChangeContractPeriods() {
        as(Scope.OPERATIONS)
                .body("{\"year\": 2027}")
                .post("/api/v1/contract-periods")
                .then()
                .statusCode(403);
        as(Scope.SCHOOL)
                .body("{}")
                .put("/api/v1/contract-periods/2026/payments-frozen")
                .then()
                .statusCode(403);
        given().contentType("application/json")
                .body("{\"year\": 2027}")
                .post("/api/v1/contract-periods")
                .then()
                .statusCode(401);
    }

    @Test
    @Order(3)
    void trainingWithoutAScheduleIsReportedUntilItsContractPeriodOpens() {
        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(
                        1,
                        Instant.parse(REGISTERED),
                        new EctRegistered(
                                "100002",
                                null,
                                LocalDate.of(2027, 9, 1),
                                TrainingProgramme.PROVIDER_LED,
                                LEAD_PROVIDER),
                        participant(id, providerLed(1, 2027, "2027-09-01", REGISTERED))));

        // It is on the topic, in the responses, in the metrics and in an alert,
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments())
                .containsExactly(new ScheduleNotFound(training(1), 2027, AssignmentReason.NO_SUCH_CONTRACT_PERIOD)));
        as(Scope.OPERATIONS)
                .get("/api/v1/participants/" + id + "/schedules")
                .then()
                .body("schedules[0].schedule_identifier", nullValue())
                .body("schedules[0].reason", equalTo("no-such-contract-period"));
        as(Scope.OPERATIONS)
                .get("/api/v1/unassigned-schedules")
                .then()
                .statusCode(200)
                .body("trainings.find { it.participant_id == '" + id + "' }.reason", equalTo("no-such-contract-period"))
                .body("trainings.find { it.participant_id == '" + id + "' }.cohort", equalTo(2027));
        await().atMost(SOON).untilAsserted(() -> assertThat(alerts())
                .last()
                .isEqualTo(new AlertChange.AlertRaised("1 training has no schedule: 1 no-such-contract-period."
                        + " They are at /api/v1/unassigned-schedules.")));
        assertThat(metric("no-such-contract-period")).isEqualTo("1.0");

        // a retry changes nothing,
        assignSchedules.retryUnassigned().await().indefinitely();
        assertThat(assignments()).hasSize(1);

        // and it gets a schedule when the contract period opens.
        open(BEFORE_2027, "{\"year\": 2027}")
                .statusCode(201)
                .body("year", equalTo(2027))
                .body("started_on", equalTo("2027-06-01"))
                .body("finished_on", equalTo("2028-05-31"))
                .body("payments_frozen", equalTo(false))
                .body("mentor_funding_enabled", equalTo(true));

        await().atMost(SOON).untilAsserted(() -> assertThat(assignments())
                .endsWith(new ScheduleAssigned(
                        training(1), 2027, null, "ecf-standard-september", AssignmentReason.STANDARD)));
        await().atMost(SOON).untilAsserted(() -> assertThat(alerts()).last().isEqualTo(new AlertChange.AlertCleared()));
        assertThat(metric("no-such-contract-period")).isEqualTo("0.0");
        as(Scope.OPERATIONS)
                .get("/api/v1/unassigned-schedules")
                .then()
                .body("trainings.participant_id", not(hasItem(id.toString())));
    }

    private static String metric(String reason) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("schedules_unassigned{") && line.contains("\"" + reason + "\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(4)
    void openedContractPeriodIsACopyAYearLater() {
        Message<?, ContractPeriod> opened =
                topics.messages(CONTRACT_PERIODS, "2027").getFirst();
        ContractPeriod before =
                topics.messages(CONTRACT_PERIODS, "2026").getFirst().snapshot();

        assertThat(opened.change()).isEqualTo(new ContractPeriodOpened(2027));
        assertThat(opened.at()).isEqualTo(Instant.parse(BEFORE_2027));
        assertThat(opened.snapshot().schedules())
                .hasSize(12)
                .extracting(ContractPeriod.Schedule::identifier)
                .containsExactlyElementsOf(before.schedules().stream()
                        .map(ContractPeriod.Schedule::identifier)
                        .toList());
        assertThat(opened.snapshot().schedules().getFirst().milestones())
                .containsExactlyElementsOf(before.schedules().getFirst().milestones().stream()
                        .map(milestone -> new Milestone(
                                milestone.declarationType(),
                                milestone.startDate().plusYears(1),
                                milestone.milestoneDate() == null
                                        ? null
                                        : milestone.milestoneDate().plusYears(1)))
                        .toList());
        as(Scope.SCHOOL)
                .get("/api/v1/contract-periods/2027/schedules")
                .then()
                .statusCode(200)
                .body("schedules", hasSize(12));
        open(BEFORE_2027, "{\"year\": 2027}").statusCode(422);
    }

    @Test
    @Order(5)
    void paymentsCanBeFrozenOnceAndNotInThePast() {
        freeze(2027, "2028-07-01T10:00:00Z", "{\"payments_frozen_at\": \"2028-06-30T23:00:00Z\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("payments_frozen_at"));
        freeze(1999, "2028-07-01T10:00:00Z", "{}").statusCode(404);

        // planned, then earlier, then in force
        freeze(2027, "2028-07-01T10:00:00Z", "{\"payments_frozen_at\": \"2028-07-31T23:00:00Z\"}")
                .statusCode(200)
                .body("payments_frozen", equalTo(false))
                .body("payments_frozen_at", equalTo("2028-07-31T23:00:00Z"));
        freeze(2027, "2028-07-02T10:00:00Z", "{}")
                .statusCode(200)
                .body("payments_frozen", equalTo(true))
                .body("payments_frozen_at", equalTo("2028-07-02T10:00:00Z"));
        freeze(2027, "2028-07-03T10:00:00Z", "{}")
                .statusCode(422)
                .body("errors[0].field", equalTo("payments_frozen_at"));

        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(CONTRACT_PERIODS, "2027"))
                .extracting(Message::change)
                .containsExactly(
                        new ContractPeriodOpened(2027),
                        new PaymentsFrozen(2027, Instant.parse("2028-07-31T23:00:00Z")),
                        new PaymentsFrozen(2027, Instant.parse("2028-07-02T10:00:00Z"))));
        as(Scope.SCHOOL)
                .header("X-With-Server-Date", "2028-07-02T09:59:59Z")
                .get("/api/v1/contract-periods")
                .then()
                .body("contract_periods.find { it.year == 2027 }.payments_frozen", equalTo(false));
    }
}
