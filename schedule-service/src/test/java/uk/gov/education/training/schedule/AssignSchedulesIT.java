package uk.gov.education.training.schedule;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.EMAIL;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.NAME;
import static uk.gov.education.training.testsupport.ParticipantFixtures.TRN;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.training;
import static uk.gov.education.training.testsupport.ParticipantFixtures.withoutCohort;

import io.quarkus.runtime.StartupEvent;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingChange.TrainingScheduleChanged;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.CohortMove;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schedule.domain.ReferenceSchedules;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Assigns schedules for events, with a real broker and database. */
@ServiceIT
class AssignSchedulesIT {

    private static final String REGISTERED = "2025-08-18T09:15:00Z";

    @Inject
    Pool pool;

    @Inject
    AssignSchedules assignSchedules;

    @Inject
    PublishContractPeriods publishContractPeriods;

    private final UUID id = UUID.randomUUID();
    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.OPERATIONS);
    }

    @Test
    void registrationGetsAScheduleOnTheTopicAndInTheResponse() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));

        var expected = new ScheduleAssignments(
                id,
                List.of(new ScheduleAssignment(
                        training(1),
                        Role.ECT,
                        2025,
                        "ecf-standard-september",
                        AssignmentReason.STANDARD,
                        Instant.parse(REGISTERED))));
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id))
                .containsExactly(new Message<>(
                        1,
                        Instant.parse(REGISTERED),
                        new ScheduleAssigned(
                                training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                        expected)));
        get(id).statusCode(200)
                .body("participant_id", equalTo(id.toString()))
                .body("schedules", hasSize(1))
                .body("schedules[0].training_id", equalTo(training(1).toString()))
                .body("schedules[0].role", equalTo("ect"))
                .body("schedules[0].cohort", equalTo(2025))
                .body("schedules[0].schedule_identifier", equalTo("ecf-standard-september"))
                .body("schedules[0].reason", equalTo("standard"))
                .body("schedules[0].assigned_at", equalTo(REGISTERED))
                .body("schedules[0].training_status", equalTo("active"))
                .body("schedules[0].reported", hasSize(0));
    }

    @Test
    void duplicatesAndStaleVersionsChangeNothing() {
        var newer = participant(
                id,
                providerLed(1, 2025, "2025-09-01", REGISTERED),
                providerLed(2, 2025, "2026-01-05", "2025-12-10T10:00:00Z"));
        var older = participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED));
        publish(1, older);
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id)).hasSize(1));

        publish(3, newer);
        publish(3, newer);
        publish(2, older);
        publish(1, older);

        publishAndAwait(4, newer);
        assertThat(assignments(id)).extracting(Message::version).containsExactly(1L, 2L);
        assertThat(assignments(id).getLast().snapshot().assignments()).hasSize(2);
        get(id).body("schedules", hasSize(2));
    }

    @Test
    void versionsContinueAfterADatabaseLoss() {
        var first = providerLed(1, 2025, "2025-09-01", REGISTERED);
        topics.publish(SCHEDULE_ASSIGNMENTS, id.toString(), assignedBefore(7));
        // This record follows on the partition: once it is a dead letter, the service has read version 7.
        topics.publishRaw(SCHEDULE_ASSIGNMENTS.name(), id.toString(), Map.of(), "no JSON".getBytes(UTF_8));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topics.records("schedule-assignments.schedule-service.dead-letters"))
                        .anySatisfy(record -> assertThat(record.key()).isEqualTo(id.toString())));
        publish(1, participant(id, first));
        publish(2, participant(id, first, providerLed(2, 2025, "2026-01-05", REGISTERED)));

        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id)).anySatisfy(message -> {
            assertThat(message.version()).isGreaterThan(7);
            assertThat(message.snapshot().assignments()).hasSize(2);
        }));
    }

    @Test
    void deferralIsShownAndChangesNoSchedule() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        var deferredAt = Instant.parse("2025-10-10T10:00:00Z");
        topics.publish(
                TRAINING_CHANGES,
                id.toString(),
                new Message<>(
                        1,
                        deferredAt,
                        new TrainingDeferred(training(1), LEAD_PROVIDER, Role.ECT, "parental_leave"),
                        new TrainingReports(
                                id,
                                List.of(new TrainingReport(
                                        training(1),
                                        LEAD_PROVIDER,
                                        List.of(new StatusReport(
                                                TrainingStatus.DEFERRED, "parental_leave", deferredAt)),
                                        List.of())))));

        await().atMost(SOON).untilAsserted(() -> get(id).body("schedules[0].training_status", equalTo("deferred"))
                .body("schedules[0].reported[0].status", equalTo("deferred"))
                .body("schedules[0].reported[0].reason", equalTo("parental_leave"))
                .body("schedules[0].reported[0].at", equalTo("2025-10-10T10:00:00Z"))
                .body("schedules[0].schedule_identifier", equalTo("ecf-standard-september")));
        assertThat(assignments(id)).hasSize(1);
    }

    @Test
    void providersChangeIsTheScheduleAndTheHistoryHasItsCause() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id)).hasSize(1));
        var changedAt = Instant.parse("2025-11-20T10:00:00Z");
        var report =
                new ScheduleReport(2025, "ecf-extended-september", new UUID(4, 1), CohortMove.SAME_COHORT, changedAt);
        topics.publish(
                TRAINING_CHANGES,
                id.toString(),
                new Message<>(
                        1,
                        changedAt,
                        new TrainingScheduleChanged(
                                training(1),
                                LEAD_PROVIDER,
                                Role.ECT,
                                2025,
                                "ecf-standard-september",
                                2025,
                                "ecf-extended-september"),
                        new TrainingReports(id, List.of()).with(training(1), LEAD_PROVIDER, report)));

        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id))
                .extracting(Message::change)
                .endsWith(new ScheduleAssigned(
                        training(1),
                        2025,
                        "ecf-standard-september",
                        "ecf-extended-september",
                        AssignmentReason.CHANGED_BY_PROVIDER))
                .hasSize(2));
        get(id).body("schedules", hasSize(1))
                .body("schedules[0].schedule_identifier", equalTo("ecf-extended-september"))
                .body("schedules[0].reason", equalTo("changed-by-provider"))
                .body("schedules[0].assigned_at", equalTo("2025-11-20T10:00:00Z"))
                .body("history.change.type", equalTo(List.of("schedule-assigned", "schedule-assigned")))
                .body("history.change.reason", equalTo(List.of("standard", "changed-by-provider")))
                .body("history.at", equalTo(List.of(REGISTERED, "2025-11-20T10:00:00Z")))
                .body("history.caused_by.topic", equalTo(List.of(PARTICIPANT_CHANGES.name(), TRAINING_CHANGES.name())))
                .body(
                        "history.caused_by.id",
                        equalTo(List.of(eventId(PARTICIPANT_CHANGES.name()), eventId(TRAINING_CHANGES.name()))))
                .body("history.caused_by.type[1]", equalTo("uk.gov.education.training.training-schedule-changed.v1"));
        assertThat(topics.records(SCHEDULE_ASSIGNMENTS.name()))
                .filteredOn(record -> id.toString().equals(record.key()))
                .extracting(record -> TopicClient.header(record, "ce_causationid"))
                .containsExactly(eventId(PARTICIPANT_CHANGES.name()), eventId(TRAINING_CHANGES.name()));
    }

    /** Returns the record of the only event about the participant on a topic. */
    private String eventId(String topic) {
        return topics.records(topic).stream()
                .filter(record -> id.toString().equals(record.key()))
                .map(record -> TopicClient.header(record, "ce_id"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void invalidRecordBecomesADeadLetterAndOthersAreProcessed() {
        var poison = UUID.randomUUID();
        topics.publishRaw(PARTICIPANT_CHANGES.name(), poison.toString(), Map.of(), "no JSON".getBytes(UTF_8));
        topics.publishRaw(
                PARTICIPANT_CHANGES.name(),
                poison.toString(),
                Map.of("ce_type", "uk.gov.education.training.name-changed.v1"),
                "{\"version\":1}".getBytes(UTF_8));
        topics.publishRaw(
                PARTICIPANT_CHANGES.name(),
                poison.toString(),
                Map.of("ce_type", "uk.gov.education.training.name-changed.v1"),
                "no JSON".getBytes(UTF_8));
        // valid, but a rule fails
        publish(poison, 1, participant(poison, withoutCohort(providerLed(1, 2025, "2025-09-01", REGISTERED))));
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));

        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id)).hasSize(1));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topics.records(PARTICIPANT_CHANGES.deadLetters("schedule-service")))
                        .filteredOn(record -> poison.toString().equals(record.key()))
                        .extracting(record -> TopicClient.header(record, "dead-letter-reason"))
                        .containsExactlyInAnyOrder("unknown-type", "schema", "not-json", "refused"));
        get(poison).statusCode(404);

        // The next event about the same participant corrects it.
        publish(poison, 2, participant(poison, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(poison)).hasSize(1));
    }

    @Test
    void personalDataIsNotStored() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(id)).hasSize(1));

        assertThat(query("select string_agg(snapshot, ' ') from facts where topic = 'participant-changes'"))
                .asString()
                .contains(id.toString())
                .doesNotContain(NAME, EMAIL, TRN);
    }

    @Test
    void deletedParticipantsSchedulesGetOneTombstone() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false));

        end(PARTICIPANT_CHANGES.name());

        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false, true));
        get(id).statusCode(404);
        // Wait in case the service is reading its own decision back.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select count(*) from facts where key = '" + id + "'"))
                        .isEqualTo(0L));

        // Both tombstones arrive again, and nothing more is published.
        end(PARTICIPANT_CHANGES.name());
        end(SCHEDULE_ASSIGNMENTS.name());
        awaitLaterParticipant();
        assertThat(tombstones()).containsExactly(false, true, true);
    }

    @Test
    void mergedParticipantsSchedulesGetOneTombstone() {
        publish(1, participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false));
        var into = UUID.randomUUID();

        merge(2, into);

        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false, true));
        await().atMost(SOON).untilAsserted(() -> get(id).body("schedules", hasSize(0)));

        merge(2, into);
        merge(3, into);
        awaitLaterParticipant();
        assertThat(tombstones()).containsExactly(false, true);
    }

    @Test
    void assignmentsOfAParticipantWhoHasNotArrivedStay() {
        topics.publish(SCHEDULE_ASSIGNMENTS, id.toString(), assignedBefore(7));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select max(version) from facts where key = '" + id + "'"))
                        .isEqualTo(7L));

        // The decision is in the outbox or already on the topic.
        assertThat(query("select count(*) from outbox where key = '" + id + "'"))
                .isEqualTo(0L);
        assertThat(tombstones()).containsExactly(false);
    }

    @Test
    void contractPeriodsArePublishedOnce() {
        publishContractPeriods();
        publishContractPeriods();

        for (int year = 2021; year <= 2026; year++) {
            var messages = topics.messages(CONTRACT_PERIODS, Integer.toString(year));
            assertThat(messages).hasSize(1);
            var period = messages.getFirst().snapshot();
            assertThat(messages.getFirst().version()).isEqualTo(1);
            assertThat(period.startedOn()).isEqualTo(LocalDate.of(year, 6, 1));
            assertThat(period.schedules()).hasSize(12);
            assertThat(period.schedules().stream()
                            .mapToInt(schedule -> schedule.milestones().size())
                            .sum())
                    .isEqualTo(81);
        }
    }

    @Test
    void everyMilestoneIsPublishedAsInTheReference() {
        publishContractPeriods();

        assertThat(ReferenceSchedules.years().stream()
                        .map(year -> topics.messages(CONTRACT_PERIODS, Integer.toString(year))
                                .getLast()
                                .snapshot())
                        .flatMap(period -> ReferenceSchedules.lines(period).stream()))
                .containsExactlyInAnyOrderElementsOf(ReferenceSchedules.lines());
    }

    @Test
    void everyCallerCanReadContractPeriods() {
        var school = TestTokens.issue(Scope.SCHOOL);
        given().auth()
                .oauth2(school)
                .get("/api/v1/contract-periods")
                .then()
                .statusCode(200)
                .body("contract_periods.year", hasItem(2026))
                .body("contract_periods[0].year", equalTo(2021))
                .body("contract_periods[0].payments_frozen", equalTo(true))
                .body("contract_periods[0].payments_frozen_at", equalTo("2024-06-17T23:00:00Z"))
                .body("contract_periods[0].uplift_fees_enabled", equalTo(true));
        given().auth()
                .oauth2(school)
                .get("/api/v1/contract-periods/2025/schedules")
                .then()
                .statusCode(200)
                .body("schedules", hasSize(12))
                .body(
                        "schedules.find { it.identifier == 'ecf-extended-april' }.milestones.declaration_type",
                        equalTo(List.of(
                                "started",
                                "retained-1",
                                "retained-2",
                                "retained-3",
                                "retained-4",
                                "completed",
                                "extended-1",
                                "extended-2",
                                "extended-3")));
        given().auth()
                .oauth2(school)
                .get("/api/v1/contract-periods/1999/schedules")
                .then()
                .statusCode(404)
                .body("errors[0].field", equalTo("year"));
    }

    @Test
    void onlyOperationsCanReadParticipants() {
        String path = "/api/v1/participants/" + id + "/schedules";
        given().get(path).then().statusCode(401).body("errors", hasSize(1));
        given().auth().oauth2("unknown").get(path).then().statusCode(401).body("errors", hasSize(1));
        given().auth()
                .oauth2(TestTokens.issue(Scope.SCHOOL))
                .get(path)
                .then()
                .statusCode(403)
                .body("errors", hasSize(1));
        get(id).statusCode(404).contentType("application/problem+json").body("errors[0].field", equalTo("id"));
        given().auth()
                .oauth2(token)
                .get("/api/v1/participants/nobody/schedules")
                .then()
                .statusCode(404)
                .body("errors", hasSize(1));
    }

    private Message<ScheduleChange, ScheduleAssignments> assignedBefore(long version) {
        return new Message<>(
                version,
                Instant.parse(REGISTERED),
                new ScheduleAssigned(training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                new ScheduleAssignments(
                        id,
                        List.of(new ScheduleAssignment(
                                training(1),
                                Role.ECT,
                                2025,
                                "ecf-standard-september",
                                AssignmentReason.STANDARD,
                                Instant.parse(REGISTERED)))));
    }

    private void merge(long version, UUID into) {
        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(
                        version,
                        Instant.parse(REGISTERED),
                        new DuplicateMerged(id, into),
                        mergedRecord(id, into, Instant.parse(REGISTERED))));
    }

    private void end(String topic) {
        topics.publishRaw(topic, id.toString(), Map.of(), null);
    }

    /** Returns, for each record about the participant on the service's own topic, whether it is a tombstone. */
    private List<Boolean> tombstones() {
        return topics.records(SCHEDULE_ASSIGNMENTS.name()).stream()
                .filter(record -> id.toString().equals(record.key()))
                .map(record -> record.value() == null)
                .toList();
    }

    /** Waits until the service has handled a later participant's records and published the result. */
    private void awaitLaterParticipant() {
        var behind = Stream.generate(UUID::randomUUID)
                .filter(other -> partition(other) == partition(id))
                .findFirst()
                .orElseThrow();
        publish(behind, 1, participant(behind, providerLed(1, 2025, "2025-09-01", REGISTERED)));
        await().atMost(SOON).untilAsserted(() -> assertThat(assignments(behind)).hasSize(1));
    }

    private static int partition(UUID key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), 12);
    }

    private void publish(long version, Participant participant) {
        publish(id, version, participant);
    }

    private void publish(UUID key, long version, Participant participant) {
        topics.publish(
                PARTICIPANT_CHANGES,
                key.toString(),
                new Message<>(
                        version,
                        Instant.parse(REGISTERED),
                        new EctRegistered(
                                "100002",
                                null,
                                LocalDate.of(2025, 9, 1),
                                TrainingProgramme.PROVIDER_LED,
                                LEAD_PROVIDER),
                        participant));
    }

    /** Waits until the service has read all earlier records about a participant. */
    private void publishAndAwait(long version, Participant participant) {
        publish(version, participant);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select version from facts where key = '" + id + "' and topic = 'participant-changes'"))
                .isEqualTo(version));
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .indefinitely();
    }

    private void publishContractPeriods() {
        publishContractPeriods.onStart(new StartupEvent());
    }

    private List<Message<ScheduleChange, ScheduleAssignments>> assignments(UUID key) {
        return topics.messages(SCHEDULE_ASSIGNMENTS, key.toString());
    }

    private ValidatableResponse get(UUID participant) {
        return given().auth()
                .oauth2(token)
                .get("/api/v1/participants/" + participant + "/schedules")
                .then();
    }
}
