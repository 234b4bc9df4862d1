package uk.gov.education.training.platform.web;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Transactions;

/** Stores requests that were sent with an Idempotency-Key, with their answers, for 30 days. */
@ApplicationScoped
public class IdempotencyKeys implements IdempotencyStore<SqlConnection> {

    private static final String CLAIM =
            "insert into idempotency_keys (token_id, key, fingerprint) values ($1, $2, $3) on conflict do nothing";
    private static final String SAVE_ANSWER =
            "update idempotency_keys set answer = $3 where token_id = $1 and key = $2";
    private static final String FIND =
            "select fingerprint, answer from idempotency_keys where token_id = $1 and key = $2";
    private static final String DELETE_OF_PARTICIPANTS = "delete from idempotency_keys where participant_id = any($1)";
    private static final String DELETE_OLD =
            "delete from idempotency_keys where created_at < now() - interval '30 days'";

    private final Pool pool;
    private final Transactions transactions;
    private final ScheduledWork scheduled;

    IdempotencyKeys(Pool pool, Transactions transactions, ScheduledWork scheduled) {
        this.pool = pool;
        this.transactions = transactions;
        this.scheduled = scheduled;
    }

    @Override
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return transactions.inTransaction(work);
    }

    @Override
    public Uni<Boolean> claim(SqlConnection tx, TokenKey key, String fingerprint) {
        return tx.preparedQuery(CLAIM)
                .execute(Tuple.of(key.tokenId(), key.key(), fingerprint))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> saveAnswer(SqlConnection tx, TokenKey key, String answer) {
        return tx.preparedQuery(SAVE_ANSWER)
                .execute(Tuple.of(key.tokenId(), key.key(), answer))
                .replaceWithVoid();
    }

    @Override
    public Uni<Stored> find(SqlConnection tx, TokenKey key) {
        return tx.preparedQuery(FIND)
                .mapping(row -> new Stored(row.getString(0), row.getString(1)))
                .execute(Tuple.of(key.tokenId(), key.key()))
                .map(rows -> rows.iterator().next());
    }

    /**
     * Deletes the answers about these participants, because they are deleted. An answer is about a participant if its
     * {@code id} or {@code participant_id} is the participant's.
     */
    public Uni<Void> deleteAnswersAbout(SqlConnection tx, Collection<UUID> participantIds) {
        return tx.preparedQuery(DELETE_OF_PARTICIPANTS)
                .execute(Tuple.of(participantIds.stream().map(UUID::toString).toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteOld() {
        return scheduled.attempt(
                "Deleting old idempotency keys",
                () -> pool.query(DELETE_OLD).execute().replaceWithVoid());
    }
}
