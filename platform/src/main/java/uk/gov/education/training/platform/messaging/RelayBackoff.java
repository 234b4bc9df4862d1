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
 * What the relay leaves in the outbox for a while, so that what the broker refuses keeps nothing else waiting: keys of
 * which it refuses a record, and topics of which it takes nothing.
 */
final class RelayBackoff {

    private static final Duration KEY_FOR = Duration.ofSeconds(60);
    private static final Duration TOPIC_FOR = Duration.ofSeconds(5);
    private static final int MOST_KEYS = 1_000;

    private final Map<Place, Instant> places = new ConcurrentHashMap<>();
    private final Map<String, Instant> topics = new ConcurrentHashMap<>();

    /**
     * Within a place records stay in order.
     *
     * @param key "" for none
     */
    record Place(String topic, String key) {

        static Place of(Row row) {
            io.vertx.mutiny.core.buffer.Buffer key = row.getBuffer("key");
            return new Place(row.getString("topic"), key == null ? "" : KeyEncoding.of(key.getBytes()));
        }
    }

    boolean isEmpty() {
        Instant now = Instant.now();
        places.values().removeIf(until -> until.isBefore(now));
        topics.values().removeIf(until -> until.isBefore(now));
        return places.isEmpty() && topics.isEmpty();
    }

    /** Shards, limit, topics, and the topics and keys of places, for the relay's statement. */
    Tuple parameters(Integer[] shards, int limit) {
        List<Place> all = List.copyOf(places.keySet());
        return Tuple.of(
                shards,
                limit,
                topics.keySet().toArray(String[]::new),
                all.stream().map(Place::topic).toArray(String[]::new),
                all.stream()
                        .map(place -> Buffer.buffer(KeyEncoding.bytes(place.key())))
                        .toArray(Buffer[]::new));
    }

    /** Notes why a record was not published. */
    void failed(Place place, @Nullable Throwable why) {
        boolean willFailAgain = why instanceof RecordTooLargeException
                || why instanceof RecordBatchTooLargeException
                || why instanceof InvalidRecordException
                || why instanceof DamagedRow;
        if (willFailAgain && places.size() < MOST_KEYS) {
            places.put(place, Instant.now().plus(KEY_FOR));
        }
    }

    /**
     * Notes what became of a full batch: topics that took nothing of it may have more that they don't take. A place
     * that is left out by itself says nothing about its topic.
     */
    void batch(Collection<Place> sent, Collection<Place> published) {
        Set<String> took = published.stream().map(Place::topic).collect(toSet());
        sent.stream()
                .filter(place -> !places.containsKey(place) && !took.contains(place.topic()))
                .forEach(place -> topics.put(place.topic(), Instant.now().plus(TOPIC_FOR)));
    }

    /** A row of the outbox that can't be read. */
    static final class DamagedRow extends RuntimeException {

        DamagedRow(Exception cause) {
            super("The outbox holds unreadable headers", cause);
        }
    }
}
