package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import uk.gov.education.training.platform.messaging.FailureClassifier;

/**
 * Transactions of requests. One that waits for a decision which waits for it is begun again: whoever reads a topic does
 * so by itself, but a request would fail.
 */
@ApplicationScoped
class Transactions {

    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 3;

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    <T> Uni<T> of(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(failure -> DEADLOCK.equals(FailureClassifier.sqlState(failure)))
                .retry()
                .atMost(ATTEMPTS);
    }
}
