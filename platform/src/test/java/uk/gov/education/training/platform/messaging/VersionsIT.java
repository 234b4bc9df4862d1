package uk.gov.education.training.platform.messaging;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.ParticipantChange.ParticipantRepublished;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleChange.ScheduleNotFound;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Versions that are impossible, records of other producers, and records that operations skip. */
@ServiceIT
class VersionsIT {

    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final String SKIPS = "/api/v1/skips";
    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");
    private static final String TYPE = "uk.gov.education.training.ect-registered.v1";

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();
    private final Participant amara = participant(id, providerLed(1, 2025, "2025-09-01", REGISTERED.toString()));
    private String token = "";

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @BeforeEach
    void open() {
        token = TestTokens.issue(Scope.OPERATIONS);
    }

    @AfterEach
    void close() {
        // Leaves nothing on the topics for other tests.
        topics.publishRaw(PARTICIPANT_CHANGES.name(), id.toString(), Map.of(), null);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(number("select count(*) from facts where key = '" + id + "'"))
                        .isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9007199254740991", "4503599627370496", "1000003", "1e400"})
    void versionFarAheadIsDeadLetteredAndTheOwnersNextChangeIsApplied(String version) {
        publish(2, amara);
        awaitStoredVersion(2);

        publishRaw(null, body(3, amara).replace("\"version\":3", "\"version\":" + version));

        String deadLetterId = awaitDeadLetters("waiting", 1).getFirst();
        boolean isNumber = !version.contains("e");
        operations()
                .get(DEAD_LETTERS + "/" + deadLetterId)
                .then()
                .body("data.reason", equalTo(isNumber ? "version" : "schema"));
        assertThat(storedVersion()).isEqualTo(2);
        publish(3, amara);
        awaitStoredVersion(3);
        awaitDeadLetters("superseded", 1);
    }

    @Test
    void republishedSnapshotIsAppliedAndVersionsContinueFromIt() {
        publish(2, amara);
        publish(1 + Versions.LARGEST_STEP, amara);
        awaitStoredVersion(1 + Versions.LARGEST_STEP);
        long above = Versions.above(1 + Versions.LARGEST_STEP);

        topics.publish(
                PARTICIPANT_CHANGES,
                id.toString(),
                new Message<>(above, REGISTERED, new ParticipantRepublished(), amara));

        awaitStoredVersion(above);
        publish(above + 1, amara);
        awaitStoredVersion(above + 1);
        awaitDeadLetters("waiting", 0);
    }

    @Test
    void replayIsAssessedByTheConsumersRules() {
        publish(2, amara);
        awaitStoredVersion(2);
        publishRaw(null, "no JSON");
        String deadLetterId = awaitDeadLetters("waiting", 1).getFirst();

        operations()
                .body(Map.of("dry_run", true, "body", body(3 + Versions.LARGEST_STEP, amara)))
                .post(DEAD_LETTERS + "/" + deadLetterId + "/replay")
                .then()
                .statusCode(200)
                .body("data[0].outcome", equalTo("refused"))
                .body("data[0].detail", containsString("cannot follow version 2"));
    }

    @Test
    void foreignRecordOnTheOwnTopicIsDeadLetteredAndTheOwnFactStays() {
        publish(1, amara);
        await().atMost(SOON).untilAsserted(() -> assertThat(topics.messages(SCHEDULE_ASSIGNMENTS, id.toString()))
                .hasSize(1));
        long before = number("select version from facts where topic = 'schedule-assignments' and key = '" + id + "'");

        topics.publish(SCHEDULE_ASSIGNMENTS, id.toString(), foreign(before + 1));
        topics.publishRaw(SCHEDULE_ASSIGNMENTS.name(), id.toString(), Map.of(), null);

        await().atMost(SOON).untilAsserted(() -> operations()
                .get(DEAD_LETTERS + "?topic=schedule-assignments&participant_id=" + id)
                .then()
                .body("data.reason", equalTo(List.of("not-from-owner", "not-from-owner"))));
        assertThat(number("select count(*) from facts where topic = 'schedule-assignments' and key = '" + id
                        + "' and version = " + before + " and snapshot like '%ecf-standard-september%'"))
                .isEqualTo(1);
    }

    @Test
    void newerRecordOnAnyPartitionSupersedesADeadLetter() {
        publishRaw(otherPartition(), "{\"version\": 2}");
        publishRaw(otherPartition(), "no JSON");
        publishRaw(otherPartition(), "{\"version\": 3}");
        List<String> deadLetterIds = awaitDeadLetters("waiting", 3);

        publish(2, amara);

        assertThat(awaitDeadLetters("superseded", 2)).containsExactlyInAnyOrderElementsOf(deadLetterIds.subList(0, 2));
        assertThat(awaitDeadLetters("waiting", 1)).containsExactly(deadLetterIds.get(2));
    }

    /** The database fails as if its disk were full, for this record only. */
    @Test
    void blockedRecordCanBeSkippedAndReplayedLater() {
        execute("create or replace function refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception using errcode = '53100', message = 'no space'; end $$");
        execute("create trigger refuse_" + id.toString().replace('-', '_')
                + " before insert on facts for each row when (new.key = '" + id + "') execute function refuse()");
        try {
            publish(1, amara);
            ConsumerRecord<String, byte[]> blocked = last();
            UUID next = keyOnPartition(blocked.partition());
            topics.publish(
                    PARTICIPANT_CHANGES,
                    next.toString(),
                    message(1, participant(next, providerLed(1, 2025, "2025-09-01", REGISTERED.toString()))));
            Map<String, Object> request = Map.of(
                    "topic",
                    "participant-changes",
                    "partition",
                    blocked.partition(),
                    "offset",
                    blocked.offset(),
                    "reason",
                    "it blocks its partition");

            String skip = operations()
                    .body(request)
                    .post(SKIPS)
                    .then()
                    .statusCode(202)
                    .body("data.actor", containsString("operations token "))
                    .extract()
                    .path("data.id");

            await().atMost(SOON)
                    .untilAsserted(
                            () -> operations().get(SKIPS + "/" + skip).then().body("data.status", equalTo("skipped")));
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            number("select count(*) from facts where topic = 'participant-changes'" + " and key = '"
                                    + next + "'"))
                    .isEqualTo(1));
            String deadLetterId = awaitDeadLetters("skipped", 1).getFirst();
            operations()
                    .get(DEAD_LETTERS + "/" + deadLetterId)
                    .then()
                    .body("data.reason", equalTo("skipped"))
                    .body("data.audit_log.action", equalTo(List.of("skipped")))
                    .body("data.audit_log[0].reason", equalTo("it blocks its partition"));
            operations()
                    .get(SKIPS)
                    .then()
                    .body("data.find { it.id == '" + skip + "' }.dead_letter_id", equalTo(deadLetterId));
            operations()
                    .get("/api/v1/audit-log?per_page=200")
                    .then()
                    .body("data.find { it.subject_id == '" + skip + "' }.action", equalTo("requested"));
            operations().body(request).post(SKIPS).then().statusCode(409);
        } finally {
            execute("drop trigger if exists refuse_" + id.toString().replace('-', '_') + " on facts");
        }

        String deadLetterId = awaitDeadLetters("skipped", 1).getFirst();
        operations()
                .body(Map.of("reason", "there is space again"))
                .post(DEAD_LETTERS + "/" + deadLetterId + "/replay")
                .then()
                .statusCode(200);
        awaitStoredVersion(1);
    }

    @Test
    void onlyAnUnreadRecordCanBeSkipped() {
        publish(1, amara);
        awaitStoredVersion(1);
        ConsumerRecord<String, byte[]> read = last();
        await().atMost(SOON).untilAsserted(() -> skip("participant-changes", read.partition(), read.offset(), 409));

        skip("participant-changes", read.partition(), 1_000_000_000_000L, 422);
        skip("participant-changes", 12, 0, 422);
        skip("participant-changes", -1, 0, 422);
        skip("statements", 0, 0, 422);
        operations()
                .body(Map.of("topic", "participant-changes", "partition", 0, "offset", 0))
                .post(SKIPS)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("reason"));
        operations().get(SKIPS + "/" + UUID.randomUUID()).then().statusCode(404);
        given().auth().oauth2(TestTokens.issue(Scope.SUPPORT)).get(SKIPS).then().statusCode(403);
    }

    private void skip(String topic, int partition, long offset, int status) {
        operations()
                .body(Map.of("topic", topic, "partition", partition, "offset", offset, "reason", "a test"))
                .post(SKIPS)
                .then()
                .statusCode(status)
                .body("errors", hasSize(1));
    }

    private Message<uk.gov.education.training.events.ScheduleChange, ScheduleAssignments> foreign(long version) {
        return new Message<>(
                version,
                REGISTERED,
                new ScheduleNotFound(UUID.randomUUID(), 2025, AssignmentReason.STANDARD),
                new ScheduleAssignments(id, List.of()));
    }

    /** A partition other than the key's. */
    private int otherPartition() {
        return (partitionOf(id) + 1) % 12;
    }

    private static int partitionOf(UUID key) {
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                key.toString().getBytes(UTF_8), 12);
    }

    private static UUID keyOnPartition(int partition) {
        UUID key;
        do {
            key = UUID.randomUUID();
        } while (partitionOf(key) != partition);
        return key;
    }

    private void publishRaw(Integer partition, String body) {
        topics.publishRaw(
                PARTICIPANT_CHANGES.name(), partition, id.toString(), Map.of("ce_type", TYPE), body.getBytes(UTF_8));
    }

    private void publish(long version, Participant participant) {
        topics.publish(PARTICIPANT_CHANGES, id.toString(), message(version, participant));
    }

    private static Message<uk.gov.education.training.events.ParticipantChange, Participant> message(
            long version, Participant participant) {
        return new Message<>(
                version,
                REGISTERED,
                new EctRegistered(
                        "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER),
                participant);
    }

    private String body(long version, Participant participant) {
        OutboxRecord event = CloudEvents.write(
                PARTICIPANT_CHANGES,
                id.toString(),
                message(version, participant),
                "test",
                new Cause(REGISTERED, Traces.begin()),
                REGISTERED);
        return new String(event.body(), UTF_8);
    }

    private ConsumerRecord<String, byte[]> last() {
        return topics.records(PARTICIPANT_CHANGES.name()).stream()
                .filter(record -> id.toString().equals(record.key()))
                .toList()
                .getLast();
    }

    private List<String> awaitDeadLetters(String status, int count) {
        await().atMost(SOON).untilAsserted(() -> operations()
                .get(DEAD_LETTERS + "?status=" + status + "&participant_id=" + id)
                .then()
                .body("meta.total", equalTo(count)));
        return operations()
                .get(DEAD_LETTERS + "?status=" + status + "&participant_id=" + id)
                .jsonPath()
                .getList("data.id");
    }

    private void awaitStoredVersion(long version) {
        await().atMost(SOON).untilAsserted(() -> assertThat(storedVersion()).isEqualTo(version));
    }

    private long storedVersion() {
        return number("select coalesce(max(version), 0) from facts where topic = 'participant-changes' and key = '" + id
                + "'");
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    private RequestSpecification operations() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
