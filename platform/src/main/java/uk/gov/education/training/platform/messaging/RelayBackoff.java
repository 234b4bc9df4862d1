package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The keys and topics that the relay skips for a while, so that a rejected record blocks nothing else: keys with a
 * record that the broker rejects, and topics that reject everything.
 */
final class RelayBackoff {

    private static final Duration SKIP_KEY_FOR = Duration.ofSeconds(60);
    private static final Duration SKIP_TOPIC_FOR = Duration.ofSeconds(5);
    private static final int MOST_KEYS = 1_000;

    private final Map<TopicKey, Instant> keys = new ConcurrentHashMap<>();
    private final Map<String, Instant> topics = new ConcurrentHashMap<>();

    /**
     * Records of one topic and key stay in order.
     *
     * @param key "" for none
     */
    record TopicKey(String topic, String key) {

        static TopicKey of(Row row) {
            io.vertx.mutiny.core.buffer.Buffer key = row.getBuffer("key");
            return new TopicKey(row.getString("topic"), key == null ? "" : KeyEncoding.of(key.getBytes()));
        }
    }

    boolean isEmpty() {
        Instant now = Instant.now();
        keys.values().removeIf(until -> until.isBefore(now));
        topics.values().removeIf(until -> until.isBefore(now));
        return keys.isEmpty() && topics.isEmpty();
    }

    /** The parameters of the relay's statement: shards, limit, skipped topics, and topics and keys of skipped keys. */
    Tuple parameters(Integer[] shards, int limit) {
        List<TopicKey> all = List.copyOf(keys.keySet());
        return Tuple.of(
                shards,
                limit,
                topics.keySet().toArray(String[]::new),
                all.stream().map(TopicKey::topic).toArray(String[]::new),
                all.stream()
                        .map(topicKey -> Buffer.buffer(KeyEncoding.bytes(topicKey.key())))
                        .toArray(Buffer[]::new));
    }

    /** Skips the key of a record that would be rejected again. */
    void recordFailure(TopicKey topicKey, @Nullable Throwable why) {
        boolean willFailAgain = why instanceof RecordTooLargeException
                || why instanceof RecordBatchTooLargeException
                || why instanceof InvalidRecordException
                || why instanceof DamagedRow;
        if (willFailAgain && keys.size() < MOST_KEYS) {
            keys.put(topicKey, Instant.now().plus(SKIP_KEY_FOR));
        }
    }

    /** Skips each topic that rejected all of its records in a full batch. Records of skipped keys do not count. */
    void recordBatch(Collection<TopicKey> sent, Collection<TopicKey> published) {
        Set<String> took = published.stream().map(TopicKey::topic).collect(toSet());
        sent.stream()
                .filter(topicKey -> !keys.containsKey(topicKey) && !took.contains(topicKey.topic()))
                .forEach(topicKey -> topics.put(topicKey.topic(), Instant.now().plus(SKIP_TOPIC_FOR)));
    }

    /** A row of the outbox that cannot be read. */
    static final class DamagedRow extends RuntimeException {

        DamagedRow(Exception cause) {
            super("A row of the outbox has unreadable headers", cause);
        }
    }
}
