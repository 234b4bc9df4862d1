package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Finds out what a transaction would do by doing it and taking it back. */
@ApplicationScoped
public class DryRun {

    private final Pool pool;

    DryRun(Pool pool) {
        this.pool = pool;
    }

    /** Nothing of the work stays, whatever it does. Fails as the work does. */
    @SuppressWarnings("unchecked") // what was found is what the work found
    public <T> Uni<T> of(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.<T>withTransaction(
                        tx -> work.apply(tx).map(TakenBack::new).chain(Uni.createFrom()::failure)))
                .onFailure(TakenBack.class)
                .recoverWithItem(end -> (T) end.found);
    }

    private static final class TakenBack extends RuntimeException {

        private final transient Object found;

        TakenBack(Object found) {
            super(null, null, false, false);
            this.found = found;
        }
    }
}
