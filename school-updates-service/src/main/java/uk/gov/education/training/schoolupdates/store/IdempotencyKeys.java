package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.delivery.Database;

/** The requests that came under a key, with their answers, for 30 days. In the caller's transaction. */
@ApplicationScoped
public class IdempotencyKeys {

    private final Database database;

    IdempotencyKeys(Database database) {
        this.database = database;
    }

    /** @param answer as JSON */
    public record Kept(String fingerprint, String answer) {}

    /** Whether this is the first request under its key. If another one is under way, it is waited for. */
    public Uni<Boolean> claim(UUID tokenId, String key, String fingerprint) {
        return execute(
                        "insert into idempotency_keys (token_id, key, fingerprint) values (?1, ?2, ?3)"
                                + " on conflict do nothing",
                        tokenId,
                        key,
                        fingerprint)
                .map(rows -> rows == 1);
    }

    /** Keeps the answer to a request that has claimed its key. */
    public Uni<Void> keep(UUID tokenId, String key, String answer) {
        return execute("update idempotency_keys set answer = ?3 where token_id = ?1 and key = ?2", tokenId, key, answer)
                .replaceWithVoid();
    }

    /** What is kept under a key that was claimed before. */
    public Uni<Kept> find(UUID tokenId, String key) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select fingerprint, answer from idempotency_keys"
                                        + " where token_id = ?1 and key = ?2",
                                Object[].class)
                        .setParameter(1, tokenId)
                        .setParameter(2, key)
                        .getSingleResult())
                .map(row -> new Kept((String) row[0], (String) row[1]));
    }

    /** Forgets every answer about a person. */
    Uni<Void> forget(UUID participantId) {
        return execute("delete from idempotency_keys where participant_id = ?1", participantId.toString())
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return database.isReady()
                ? Panache.withTransaction(() ->
                                execute("delete from idempotency_keys where created_at < now() - interval '30 days'"))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static Uni<Integer> execute(String sql, Object... parameters) {
        List<Object> values = List.of(parameters);
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql);
            for (int i = 0; i < values.size(); i++) {
                query.setParameter(i + 1, values.get(i));
            }
            return query.executeUpdate();
        });
    }
}
