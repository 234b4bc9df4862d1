package uk.gov.education.training.schoolupdates.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.ScheduledWork;

/** The requests that came under a key, with their answers, for 30 days. In the caller's transaction. */
@ApplicationScoped
public class IdempotencyKeys {

    private static final String CLAIM =
            "insert into idempotency_keys (token_id, key, fingerprint) values ($1, $2, $3) on conflict do nothing";
    private static final String KEEP = "update idempotency_keys set answer = $3 where token_id = $1 and key = $2";
    private static final String FIND =
            "select fingerprint, answer from idempotency_keys where token_id = $1 and key = $2";
    private static final String FORGET = "delete from idempotency_keys where participant_id = any($1)";
    private static final String FORGET_OLD =
            "delete from idempotency_keys where created_at < now() - interval '30 days'";

    private final Pool pool;
    private final ScheduledWork scheduled;

    IdempotencyKeys(Pool pool, ScheduledWork scheduled) {
        this.pool = pool;
        this.scheduled = scheduled;
    }

    /** @param answer as JSON */
    public record Kept(String fingerprint, String answer) {}

    /** Whether this is the first request under its key. If another one is under way, it is waited for. */
    public Uni<Boolean> claim(UUID tokenId, String key, String fingerprint) {
        return Transactions.current()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tokenId, key, fingerprint))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Keeps the answer to a request that has claimed its key. */
    public Uni<Void> keep(UUID tokenId, String key, String answer) {
        return Transactions.current()
                .preparedQuery(KEEP)
                .execute(Tuple.of(tokenId, key, answer))
                .replaceWithVoid();
    }

    /** What is kept under a key that was claimed before. */
    public Uni<Kept> find(UUID tokenId, String key) {
        return Transactions.current()
                .preparedQuery(FIND)
                .mapping(row -> new Kept(row.getString(0), row.getString(1)))
                .execute(Tuple.of(tokenId, key))
                .map(rows -> rows.iterator().next());
    }

    /** Forgets every answer about people. */
    Uni<Void> forget(Collection<UUID> participantIds) {
        return Transactions.current()
                .preparedQuery(FORGET)
                .execute(Tuple.of(participantIds.stream().map(UUID::toString).toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return scheduled.attempt(
                "Forgetting old answers", () -> pool.query(FORGET_OLD).execute().replaceWithVoid());
    }
}
