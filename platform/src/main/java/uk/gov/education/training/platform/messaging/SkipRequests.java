package uk.gov.education.training.platform.messaging;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that operations want this service to pass over, as the last resort. Every instance hears of it within
 * seconds, also while it tries such a record again and again.
 */
@ApplicationScoped
public class SkipRequests {

    private static final String ASKED =
            "select id, topic, partition, \"offset\", actor, reason from skips where skipped_at is null";
    private static final String TAKEN = "update skips set skipped_at = clock_timestamp() where id = $1";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Pool pool;
    private final ScheduledWork scheduled;
    private volatile @Nullable Map<Place, Skip> asked;

    SkipRequests(Pool pool, ScheduledWork scheduled) {
        this.pool = pool;
        this.scheduled = scheduled;
    }

    private record Place(String topic, int partition, long offset) {

        static Place of(ConsumerRecord<?, ?> record) {
            return new Place(record.topic(), record.partition(), record.offset());
        }
    }

    /** Who wants a record to be skipped, and why. */
    record Skip(UUID id, String by, String reason) {}

    /** Somebody wants a record to be skipped that is being tried. */
    static final class Asked extends RuntimeException {

        Asked() {
            super("A record is to be skipped", null, false, false);
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return scheduled.attempt("Looking for records to skip", this::lookNow);
    }

    /** Hears of what has just been asked for. */
    public Uni<Void> lookNow() {
        return pool.query(ASKED)
                .execute()
                .invoke(rows -> {
                    Map<Place, Skip> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new Place(row.getString(1), row.getInteger(2), row.getLong(3)),
                            new Skip(row.getUUID(0), row.getString(4), row.getString(5))));
                    asked = found;
                })
                .replaceWithVoid();
    }

    /** Ends once it is known which records are to be skipped. */
    Uni<Void> known() {
        return asked != null
                ? Uni.createFrom().voidItem()
                : lookNow()
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .indefinitely();
    }

    /** Why a record is to be skipped; null if it is not. */
    @Nullable
    Skip of(ConsumerRecord<?, ?> record) {
        Map<Place, Skip> now = asked;
        return now == null ? null : now.get(Place.of(record));
    }

    /** Whether one of these is to be skipped. */
    boolean isAskedFor(List<ConsumerRecord<String, byte[]>> records) {
        Map<Place, Skip> now = asked;
        return now != null && !now.isEmpty() && records.stream().map(Place::of).anyMatch(now::containsKey);
    }

    /** The record is in the dead letters now. */
    Uni<Void> taken(SqlConnection tx, Skip skip) {
        return tx.preparedQuery(TAKEN).execute(Tuple.of(skip.id())).replaceWithVoid();
    }
}
