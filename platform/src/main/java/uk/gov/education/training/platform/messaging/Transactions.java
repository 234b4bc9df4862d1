package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs database transactions. Retries a transaction that the database rolled back because of another one, and wakes the
 * outbox relay after the commit. The work may therefore run more than once: it changes nothing but the database.
 */
@ApplicationScoped
public class Transactions {

    private static final Set<String> CONFLICTS = Set.of("40P01", "40001");
    private static final int RETRIES = 3;

    private final Pool pool;
    private final Outbox outbox;

    Transactions(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(Transactions::isConflict)
                .retry()
                .atMost(RETRIES)
                .invoke(outbox::wake);
    }

    /** Whether two transactions were in each other's way: a deadlock or a serialisation failure. */
    public static boolean isConflict(Throwable failure) {
        String state = FailureClassifier.sqlState(failure);
        return state != null && CONFLICTS.contains(state);
    }
}
