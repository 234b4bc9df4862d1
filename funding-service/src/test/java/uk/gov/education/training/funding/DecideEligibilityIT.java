package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.TRAINING;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.at;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.induction;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.participant;
import static uk.gov.education.training.funding.domain.declarations.FundingFixtures.training;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.mergedRecord;

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
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.DuplicateMerged;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingChange.TrainingDeferred;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ParticipantFixtures;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** From an event to the decision, on a real broker and a real database. */
@ServiceIT
class DecideEligibilityIT {

    private static final String REGISTERED = "2025-08-18T09:15:00Z";
    private static final Instant RECORDED = Instant.parse("2025-09-05T10:00:00Z");

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();
    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.FINANCE);
    }

    @Test
    void ectBecomesEligibleWithInduction() {
        publish(1, Instant.parse(REGISTERED), ect());
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions())
                .containsExactly(new Message<>(
                        1,
                        Instant.parse(REGISTERED),
                        new EligibilityDecided(Role.ECT, null),
                        new FundingPosition(id, new RoleFunding(null, null, null), null))));
        get().statusCode(200).body("ect.eligible", nullValue());

        publish(2, RECORDED, inducted());
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions())
                .endsWith(new Message<>(
                        2,
                        RECORDED,
                        new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                        new FundingPosition(id, new RoleFunding(LocalDate.of(2025, 9, 5), null, null), null))));
        get().statusCode(200)
                .body("participant_id", equalTo(id.toString()))
                .body("ect.eligible", equalTo(true))
                .body("ect.eligible_from", equalTo("2025-09-05"))
                .body("mentor", nullValue())
                .body("trainings", hasSize(1))
                .body("trainings[0].training_id", equalTo(TRAINING.toString()))
                .body("trainings[0].programme", equalTo("provider_led"))
                .body("trainings[0].training_status", equalTo("active"));
    }

    @Test
    void sandboxRespondsAsOfTheRequestedTime() {
        publish(1, RECORDED, inducted());
        await().atMost(SOON).untilAsserted(() -> get().body("ect.eligible", equalTo(true)));

        asOf("2025-09-04T22:59:59Z").body("ect.eligible", nullValue()).body("trainings", hasSize(1));
        asOf("2025-09-04T23:00:00Z").body("ect.eligible", equalTo(true));
        asOf("2025-08-01T09:00:00Z").body("trainings", hasSize(0));
    }

    @Test
    void duplicatesAndStaleVersionsChangeNothing() {
        publish(2, RECORDED, inducted());
        publish(2, RECORDED, inducted());
        publish(1, Instant.parse(REGISTERED), ect());
        publish(3, RECORDED, inducted());

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        query("select version from facts where key = '" + id + "' and topic = 'participant-changes'"))
                .isEqualTo(3L));
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).isNotEmpty());
        assertThat(decisions()).extracting(Message::version).containsExactly(1L);
        get().body("ect.eligible_from", equalTo("2025-09-05"));
    }

    @Test
    void deferralAndScheduleAreShown() {
        // Records can arrive in any order.
        var deferredAt = Instant.parse("2025-10-10T10:00:00Z");
        topics.publish(
                TRAINING_CHANGES,
                id.toString(),
                new Message<>(
                        1,
                        deferredAt,
                        new TrainingDeferred(TRAINING, LEAD_PROVIDER, Role.ECT, "parental_leave"),
                        new TrainingReports(
                                id,
                                List.of(new TrainingReport(
                                        TRAINING,
                                        LEAD_PROVIDER,
                                        List.of(new StatusReport(
                                                TrainingStatus.DEFERRED, "parental_leave", deferredAt)),
                                        List.of())))));
        topics.publish(
                SCHEDULE_ASSIGNMENTS,
                id.toString(),
                new Message<>(
                        1,
                        Instant.parse(REGISTERED),
                        new ScheduleAssigned(TRAINING, 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                        new ScheduleAssignments(
                                id,
                                List.of(new ScheduleAssignment(
                                        TRAINING,
                                        Role.ECT,
                                        2025,
                                        "ecf-standard-september",
                                        AssignmentReason.STANDARD,
                                        Instant.parse(REGISTERED))))));
        publish(1, Instant.parse(REGISTERED), ect());

        await().atMost(SOON).untilAsserted(() -> get().statusCode(200)
                .body("trainings[0].training_status", equalTo("deferred"))
                .body("trainings[0].reported[0].reason", equalTo("parental_leave"))
                .body("trainings[0].reported[0].at", equalTo("2025-10-10T10:00:00Z"))
                .body("trainings[0].schedule_identifier", equalTo("ecf-standard-september")));
    }

    @Test
    void invalidRecordBecomesADeadLetterAndOthersAreProcessed() {
        Map<String, String> reasons = Map.of(
                "participant-changes", "unknown-type",
                "declarations", "unknown-type",
                "schedule-assignments", "unknown-type",
                "contract-periods", "malformed-key");
        for (String topic : reasons.keySet()) {
            topics.publishRaw(topic, id.toString(), Map.of(), "no JSON".getBytes(UTF_8));
        }
        publish(1, Instant.parse(REGISTERED), ect());

        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).hasSize(1));
        reasons.forEach((topic, reason) -> await().atMost(SOON)
                .untilAsserted(() -> assertThat(topics.records(topic + ".funding-service.dead-letters"))
                        .filteredOn(record -> id.toString().equals(record.key()))
                        .extracting(record -> TopicClient.header(record, "dead-letter-reason"))
                        .containsExactly(reason)));
    }

    @Test
    void personalDataIsNotStored() {
        publish(1, Instant.parse(REGISTERED), ect());
        await().atMost(SOON).untilAsserted(() -> assertThat(decisions()).hasSize(1));

        assertThat(query("select string_agg(snapshot, ' ') from facts where topic = 'participant-changes'"))
                .asString()
                .contains(id.toString())
                .doesNotContain(ParticipantFixtures.NAME, ParticipantFixtures.EMAIL, ParticipantFixtures.TRN);
    }

    @Test
    void decisionsAboutDeletedParticipantGetOneTombstone() {
        publish(1, RECORDED, inducted());
        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false));

        end(PARTICIPANT_CHANGES.name());

        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false, true));
        get().statusCode(404);
        // The service may be re-reading its own decision at this moment.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select count(*) from facts where key = '" + id + "'"))
                        .isEqualTo(0L));

        // Both tombstones arrive again, and nothing more is published.
        end(PARTICIPANT_CHANGES.name());
        end(FUNDING_DECISIONS.name());
        awaitLaterParticipant();
        assertThat(tombstones()).containsExactly(false, true, true);
    }

    @Test
    void decisionsAboutMergedParticipantGetOneTombstone() {
        publish(1, RECORDED, inducted());
        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false));
        var into = UUID.randomUUID();

        merge(2, into);

        await().atMost(SOON).untilAsserted(() -> assertThat(tombstones()).containsExactly(false, true));
        await().atMost(SOON).untilAsserted(() -> get().body("ect", nullValue()).body("trainings", hasSize(0)));

        merge(2, into);
        merge(3, into);
        awaitLaterParticipant();
        assertThat(tombstones()).containsExactly(false, true);
    }

    @Test
    void decisionsAboutUnknownParticipantAreKept() {
        topics.publish(
                FUNDING_DECISIONS,
                id.toString(),
                new Message<>(
                        7,
                        RECORDED,
                        new EligibilityDecided(Role.ECT, LocalDate.of(2025, 9, 5)),
                        new FundingPosition(id, new RoleFunding(LocalDate.of(2025, 9, 5), null, null), null)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(query("select max(version) from facts where key = '" + id + "'"))
                        .isEqualTo(7L));

        // The decision is in the outbox, or on the topic already.
        assertThat(query("select count(*) from outbox where key = '" + id + "'"))
                .isEqualTo(0L);
        assertThat(tombstones()).containsExactly(false);
    }

    @Test
    void onlyFinanceAndOperationsSeeParticipants() {
        String path = "/api/v1/participants/" + id + "/funding";
        given().get(path).then().statusCode(401).body("errors", hasSize(1));
        given().auth()
                .oauth2(TestTokens.issue(Scope.SCHOOL))
                .get(path)
                .then()
                .statusCode(403)
                .body("errors", hasSize(1));
        given().auth()
                .oauth2(TestTokens.issue(Scope.OPERATIONS))
                .get(path)
                .then()
                .statusCode(404)
                .body("errors[0].field", equalTo("id"));
    }

    private Participant ect() {
        return participant(id, List.of(at(Role.ECT, REGISTERED)), List.of(training(Role.ECT, REGISTERED)), List.of());
    }

    private Participant inducted() {
        return participant(
                id,
                List.of(at(Role.ECT, REGISTERED)),
                List.of(training(Role.ECT, REGISTERED)),
                List.of(induction("2025-09-01", null, RECORDED.toString())));
    }

    private void merge(long version, UUID into) {
        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(version, RECORDED, new DuplicateMerged(id, into), mergedRecord(id, into, RECORDED)));
    }

    private void end(String topic) {
        topics.publishRaw(topic, id.toString(), Map.of(), null);
    }

    /** Whether each record about the participant on the service's own topic is a tombstone. */
    private List<Boolean> tombstones() {
        return topics.records(FUNDING_DECISIONS.name()).stream()
                .filter(record -> id.toString().equals(record.key()))
                .map(record -> record.value() == null)
                .toList();
    }

    /** Waits until the service has processed another participant, whose records follow this participant's. */
    private void awaitLaterParticipant() {
        var behind = Stream.generate(UUID::randomUUID)
                .filter(other -> partition(other) == partition(id))
                .findFirst()
                .orElseThrow();
        publish(1, RECORDED, participant(behind, List.of(at(Role.ECT, REGISTERED)), List.of(), List.of()));
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(FUNDING_DECISIONS, behind.toString()))
                .hasSize(1));
    }

    private static int partition(UUID key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(UTF_8), 12);
    }

    private void publish(long version, Instant at, Participant participant) {
        topics.publish(
                PARTICIPANT_CHANGES,
                participant.id().toString(),
                new Message<>(
                        version,
                        at,
                        new EctRegistered(
                                "100002",
                                null,
                                LocalDate.of(2025, 9, 1),
                                TrainingProgramme.PROVIDER_LED,
                                LEAD_PROVIDER),
                        participant));
    }

    private List<Message<FundingChange, FundingPosition>> decisions() {
        return topics.messages(FUNDING_DECISIONS, id.toString());
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .indefinitely();
    }

    private ValidatableResponse asOf(String time) {
        return given().auth()
                .oauth2(token)
                .header(RequestTime.HEADER, time)
                .get("/api/v1/participants/" + id + "/funding")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse get() {
        return given().auth()
                .oauth2(token)
                .get("/api/v1/participants/" + id + "/funding")
                .then();
    }
}
