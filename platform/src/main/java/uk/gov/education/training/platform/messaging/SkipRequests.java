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
 * Records that operations ask this service to skip, as a last resort. Every instance learns of a request within
 * seconds, also while it retries such a record.
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
    private volatile @Nullable Map<RecordKey, Skip> requested;

    SkipRequests(Pool pool, ScheduledWork scheduled) {
        this.pool = pool;
        this.scheduled = scheduled;
    }

    private record RecordKey(String topic, int partition, long offset) {

        static RecordKey of(ConsumerRecord<?, ?> record) {
            return new RecordKey(record.topic(), record.partition(), record.offset());
        }
    }

    /** A request to skip a record. */
    record Skip(UUID id, String by, String reason) {}

    /** Interrupts the retries of a record that is to be skipped. */
    static final class SkipRequested extends RuntimeException {

        SkipRequested() {
            super("Operations asked to skip a record", null, false, false);
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> reloadRegularly() {
        return scheduled.attempt("Loading requests to skip records", this::reload);
    }

    /** Loads the open requests now. */
    public Uni<Void> reload() {
        return pool.query(ASKED)
                .execute()
                .invoke(rows -> {
                    Map<RecordKey, Skip> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new RecordKey(row.getString(1), row.getInteger(2), row.getLong(3)),
                            new Skip(row.getUUID(0), row.getString(4), row.getString(5))));
                    requested = found;
                })
                .replaceWithVoid();
    }

    /** Completes once the requests are loaded. */
    Uni<Void> whenLoaded() {
        return requested != null
                ? Uni.createFrom().voidItem()
                : reload().onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .indefinitely();
    }

    /** The request to skip a record, or null if there is none. */
    @Nullable
    Skip find(ConsumerRecord<?, ?> record) {
        Map<RecordKey, Skip> now = requested;
        return now == null ? null : now.get(RecordKey.of(record));
    }

    /** Whether there is a request to skip one of these. */
    boolean isRequestedFor(List<ConsumerRecord<String, byte[]>> records) {
        Map<RecordKey, Skip> now = requested;
        return now != null
                && !now.isEmpty()
                && records.stream().map(RecordKey::of).anyMatch(now::containsKey);
    }

    /** Closes a request: the record is a dead letter now. */
    Uni<Void> markSkipped(SqlConnection tx, Skip skip) {
        return tx.preparedQuery(TAKEN).execute(Tuple.of(skip.id())).replaceWithVoid();
    }
}
