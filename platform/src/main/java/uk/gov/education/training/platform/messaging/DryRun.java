package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Runs a transaction that is always rolled back. */
@ApplicationScoped
public class DryRun {

    private final Pool pool;

    DryRun(Pool pool) {
        this.pool = pool;
    }

    /** Returns the result of the work, or fails as it does. Nothing is stored. */
    @SuppressWarnings("unchecked") // the result has the type of the work
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.<T>withTransaction(
                        tx -> work.apply(tx).map(RolledBack::new).chain(Uni.createFrom()::failure)))
                .onFailure(RolledBack.class)
                .recoverWithItem(end -> (T) end.result);
    }

    private static final class RolledBack extends RuntimeException {

        private final transient Object result;

        RolledBack(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
