package uk.gov.education.training.platform.messaging;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;

import io.restassured.http.ContentType;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.AlertChange.AlertRaised;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.testsupport.HostileRecords;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TestTokens;
import uk.gov.education.training.testsupport.TopicClient;

/** Every record on a topic is applied, ignored or dead-lettered, and blocks no other record. */
@ServiceIT
class HostileRecordsIT {

    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";
    private static final String DEAD_LETTERS_TOPIC = PARTICIPANT_CHANGES.deadLetters("schedule-service");

    @Inject
    Pool pool;

    private final UUID id = UUID.randomUUID();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                    "acks",
                    "all",
                    "max.request.size",
                    64 * 1024 * 1024,
                    "compression.type",
                    "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final List<String> triggers = new ArrayList<>();

    @AutoClose
    private final TopicClient topics = TopicClient.ofServiceUnderTest();

    @AfterEach
    void close() {
        triggers.forEach(name -> query("drop trigger if exists " + name + " on facts"));
        producer.close();
    }

    private static ProducerRecord<byte[], byte[]> wellFormed(UUID participantId) {
        Message<ParticipantChange, Participant> message = new Message<>(
                1,
                REGISTERED,
                new EctRegistered(
                        "100002", null, LocalDate.of(2025, 9, 1), TrainingProgramme.PROVIDER_LED, LEAD_PROVIDER),
                participant(participantId, providerLed(1, 2025, "2025-09-01", REGISTERED.toString())));
        OutboxRecord event = CloudEvents.write(
                PARTICIPANT_CHANGES,
                participantId.toString(),
                message,
                "school-updates-service",
                new Cause(REGISTERED, Traces.begin()),
                Instant.now());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(event.topic(), participantId.toString().getBytes(UTF_8), event.body());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }

    private ProducerRecord<byte[], byte[]> recordWithKey(byte[] key, byte @Nullable [] body) {
        ProducerRecord<byte[], byte[]> good = wellFormed(id);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(good.topic(), key, body);
        good.headers().forEach(record.headers()::add);
        return record;
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("The broker rejected a record", refused.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void awaitAssigned(UUID participantId) {
        await().atMost(LATER).untilAsserted(() -> assertThat(storedCount("schedule-assignments", participantId))
                .isEqualTo(1L));
    }

    private long storedCount(String topic, UUID participantId) {
        return number("select count(*) from facts where topic = '" + topic + "' and key = '" + participantId + "'");
    }

    private long deadLetterCount(RecordMetadata position) {
        return number("select count(*) from dead_letters where topic = 'participant-changes' and partition = "
                + position.partition() + " and \"offset\" = " + position.offset());
    }

    private Row awaitDeadLetter(RecordMetadata position) {
        await().atMost(LATER)
                .untilAsserted(() -> assertThat(deadLetterCount(position)).isEqualTo(1));
        return query("select id, key, reason, body from dead_letters where topic = 'participant-changes' and partition"
                        + " = " + position.partition() + " and \"offset\" = " + position.offset())
                .iterator()
                .next();
    }

    private long number(String sql) {
        return query(sql).iterator().next().getLong(0);
    }

    private RowSet<Row> query(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }

    private void assertHealthy() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void everyRecordIsAppliedIgnoredOrDeadLetteredAndOtherRecordsAreApplied() {
        long seed = ThreadLocalRandom.current().nextLong();
        HostileRecords hostile = new HostileRecords(seed, HostileRecordsIT::wellFormed);
        List<RecordMetadata> positions = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
        List<UUID> others = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            sent.add(hostile.next());
            positions.add(send(sent.getLast()));
            if (number % 10 == 0) {
                others.add(UUID.randomUUID());
                send(wellFormed(others.getLast()));
            }
        }

        others.forEach(this::awaitAssigned);
        for (int number = 0; number < positions.size(); number++) {
            String key = new String(sent.get(number).key(), ISO_8859_1);
            RecordMetadata position = positions.get(number);
            await("seed " + seed + ", record " + number).atMost(LATER).untilAsserted(() -> assertThat(
                            deadLetterCount(position) == 1 || isStoredOrDeleted(key, position))
                    .isTrue());
        }
        assertThat(positions)
                .anyMatch(position -> deadLetterCount(position) == 1)
                .anyMatch(position -> deadLetterCount(position) == 0);
        assertHealthy();
        sent.forEach(this::tombstone);
    }

    /** Leaves nothing on the topic for the consistency checks of other tests to find. */
    private void tombstone(ProducerRecord<byte[], byte[]> record) {
        if (isUuid(new String(record.key(), ISO_8859_1))) {
            send(new ProducerRecord<>(record.topic(), record.key(), null));
        }
    }

    private static boolean isUuid(String key) {
        return key.matches("[0-9a-f-]{36}");
    }

    /** Checks for a UUID first: only a UUID may go into the SQL text. */
    private boolean isStoredOrDeleted(String key, RecordMetadata position) {
        return isUuid(key)
                && number("select count(*) from fact_keys where key = '" + key + "'") == 1
                && position.hasOffset();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12_000, 900_000})
    void recordWithAnyKeyIsDeadLetteredAndPublishedWithItsKey(int length) {
        byte[] key = new byte[length];
        ThreadLocalRandom.current().nextBytes(key);
        key[0] = 0;
        key[1] = (byte) 0xff;

        RecordMetadata position = send(recordWithKey(key, "no JSON".getBytes(UTF_8)));
        RecordMetadata tombstone = send(recordWithKey(key, null));

        assertThat(awaitDeadLetter(position).getString("reason")).isEqualTo("malformed-key");
        assertThat(awaitDeadLetter(position).getBuffer("key")).isEqualTo(Buffer.buffer(key));
        assertThat(awaitDeadLetter(tombstone).getBuffer("key")).isEqualTo(Buffer.buffer(key));
        awaitPublished(key, 2);
        given().auth()
                .oauth2(TestTokens.issue(Scope.OPERATIONS))
                .get(DEAD_LETTERS + "/" + awaitDeadLetter(position).getUUID("id"))
                .then()
                .statusCode(200)
                .body("data.body", equalTo("no JSON"));
        send(wellFormed(id));
        awaitAssigned(id);
        assertHealthy();
    }

    private void awaitPublished(byte[] key, int times) {
        String read = new String(key, UTF_8);
        await().atMost(LATER).untilAsserted(() -> assertThat(topics.records(DEAD_LETTERS_TOPIC))
                .filteredOn(record -> read.equals(record.key()))
                .hasSize(times));
    }

    /** The broker limits the compressed size, so the second body is larger than the limit. */
    @ParameterizedTest
    @ValueSource(ints = {1_040_000, 12_000_000})
    void largestRecordIsStoredWholeAndPublishedTruncatedIfNecessary(int length) {
        byte[] body = new byte[length];
        if (length < 1_048_576) {
            ThreadLocalRandom.current().nextBytes(body);
        }

        RecordMetadata position = send(recordWithKey(id.toString().getBytes(UTF_8), body));

        assertThat(awaitDeadLetter(position).getBuffer("body").length()).isEqualTo(length);
        await().atMost(LATER).untilAsserted(() -> assertThat(topics.records(DEAD_LETTERS_TOPIC))
                .filteredOn(record -> id.toString().equals(record.key()))
                .hasSize(1)
                .allSatisfy(record -> {
                    boolean cut = TopicClient.header(record, "dead-letter-cut") != null;
                    assertThat(cut).isEqualTo(length > 8 * 1024 * 1024);
                    assertThat(record.value()).isEqualTo(cut ? Arrays.copyOf(body, 1_000_000) : body);
                    assertThat(TopicClient.header(record, "dead-letter-reason")).isEqualTo("not-json");
                }));
        UUID other = UUID.randomUUID();
        send(wellFormed(other));
        awaitAssigned(other);
    }

    @Test
    void keyThatDoesNotMatchTheSnapshotIsDeadLettered() {
        send(wellFormed(id));
        awaitAssigned(id);
        UUID otherKey = UUID.randomUUID();

        RecordMetadata position = send(recordWithKey(
                otherKey.toString().getBytes(UTF_8), wellFormed(id).value()));

        assertThat(awaitDeadLetter(position).getString("reason")).isEqualTo("key-mismatch");
        assertThat(storedCount("participant-changes", otherKey)).isZero();
    }

    @Test
    void onlyTheFailingRecordIsDeadLettered() {
        failOn(id, "XX000");
        UUID other = UUID.randomUUID();

        RecordMetadata position = send(wellFormed(id));
        send(wellFormed(other));

        awaitAssigned(other);
        assertThat(awaitDeadLetter(position).getString("reason")).isEqualTo("refused");
        assertThat(storedCount("participant-changes", id)).isZero();
        assertHealthy();
    }

    @Test
    void outageIsRetriedAndDeadLettersNothing() {
        failOn(id, "57014");
        RecordMetadata position = send(wellFormed(id));
        await().atMost(LATER).until(() -> number("select last_value from attempts") > 8);
        assertThat(deadLetterCount(position)).isZero();

        triggers.forEach(name -> query("drop trigger " + name + " on facts"));

        awaitAssigned(id);
        assertThat(deadLetterCount(position)).isZero();
    }

    /** Makes the database fail on one key's facts. A sequence counts the attempts: a rollback does not reset it. */
    private void failOn(UUID key, String sqlState) {
        String name = "fail_" + sqlState.toLowerCase(java.util.Locale.ROOT);
        query("create sequence if not exists attempts");
        query("select setval('attempts', 1)");
        query("create or replace function " + name + "() returns trigger language plpgsql as $$ begin perform"
                + " nextval('attempts'); raise exception 'made up' using errcode = '" + sqlState + "'; end $$");
        query("create trigger " + name + " before insert on facts for each row when (new.key = '" + key
                + "') execute function " + name + "()");
        triggers.add(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\u0000", "☃", "0C5F6B0E-3A56-4A5E-9D0A-2F1F6F0F7C01"})
    void replayPublishesNoInvalidKey(String invalidKey) {
        RecordMetadata position =
                send(recordWithKey("no key".getBytes(UTF_8), wellFormed(id).value()));
        UUID deadLetterId = awaitDeadLetter(position).getUUID("id");
        String token = TestTokens.issue(Scope.OPERATIONS);
        Set<String> before = keys();

        replay(token, deadLetterId, Map.of("dry_run", true, "key", invalidKey))
                .statusCode(200)
                .body("data.outcome", contains("unreadable"))
                .body("data[0].detail", containsString("a UUID in lower case"));
        replay(token, deadLetterId, Map.of("key", invalidKey)).statusCode(422);
        replay(
                        token,
                        deadLetterId,
                        Map.of("dry_run", true, "key", UUID.randomUUID().toString()))
                .body("data[0].detail", containsString("not that of the snapshot"));

        assertThat(keys()).isEqualTo(before);
        replay(token, deadLetterId, Map.of("key", id.toString()))
                .statusCode(200)
                .body("data.outcome", contains("replayed"));
        awaitAssigned(id);
    }

    @Test
    void invalidOperationsMessagesStopNeitherActivityNorAlerts() {
        String alert = Alert.key("schedule-service", Condition.LAG_HIGH);
        AlertChange raised = new AlertRaised("made up");
        Message<AlertChange, Alert> madeUp = new Message<>(
                Long.MAX_VALUE,
                Instant.now(),
                raised,
                new Alert("schedule-service", Condition.LAG_HIGH, true, "made up", Instant.now()));
        double before = unusable();
        List<byte[]> bodies = List.of(
                "{\"version\": 1}".getBytes(UTF_8),
                "null".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                new byte[] {(byte) 0xff},
                " ".repeat(900_000).getBytes(UTF_8));
        for (byte[] body : bodies) {
            topics.publishRaw(
                    OPERATIONS_ALERTS.name(), alert, Map.of("ce_type", OPERATIONS_ALERTS.typeOf(raised)), body);
            topics.publishRaw(OPERATIONS_ACTIVITY.name(), "schedule-service/made-up", Map.of(), body);
            topics.publishRaw(OPERATIONS_ACTIVITY.name(), null, Map.of("ce_time", "tomorrow"), body);
        }
        topics.publishRaw(OPERATIONS_ALERTS.name(), "x".repeat(100_000), Map.of(), null);
        topics.publish(OPERATIONS_ALERTS, alert, madeUp);

        await().atMost(LATER).untilAsserted(() -> assertThat(unusable()).isGreaterThanOrEqualTo(before + 17));
        // A valid alert is accepted, and the service that it names clears it.
        topics.publish(
                OPERATIONS_ALERTS,
                alert,
                new Message<>((1L << 53) - 1, madeUp.at(), madeUp.change(), madeUp.snapshot()));
        await().atMost(LATER).untilAsserted(() -> assertThat(topics.messages(OPERATIONS_ALERTS, alert))
                .last()
                .satisfies(last -> assertThat(last.snapshot().raised()).isFalse()));
        int reported = activity().size();
        await().atMost(LATER).until(() -> activity().size() > reported + 1);
        assertHealthy();
    }

    private List<ConsumerRecord<String, byte[]>> activity() {
        return topics.records(OPERATIONS_ACTIVITY.name()).stream()
                .filter(record -> TopicClient.header(record, "ce_id") != null)
                .toList();
    }

    private static double unusable() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("operations_messages_unusable_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static io.restassured.response.ValidatableResponse replay(
            String token, UUID deadLetterId, Map<String, Object> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(DEAD_LETTERS + "/" + deadLetterId + "/replay")
                .then();
    }

    private Set<String> keys() {
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : topics.records(PARTICIPANT_CHANGES.name())) {
            keys.add(record.key() + "@" + record.partition() + "/" + record.offset());
        }
        return keys;
    }
}
