package uk.gov.education.training.schoolupdates.store;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.gov.education.training.platform.messaging.Outbox;

/**
 * The one transaction of a request: state and events are committed together or not at all. It belongs to the request's
 * Vert.x context, so that a use case need not know whether it has begun one or was called within one, as under an
 * idempotency key.
 */
@ApplicationScoped
public class Transactions {

    private static final String CURRENT = Transactions.class.getName();

    private final Pool pool;
    private final Outbox outbox;

    Transactions(Pool pool, Outbox outbox) {
        this.pool = pool;
        this.outbox = outbox;
    }

    public <T> Uni<T> change(Supplier<Uni<T>> work) {
        return explained(within(pool::withTransaction, work)).invoke(outbox::wake);
    }

    /** Runs the work in a transaction that the caller has begun. */
    public <T> Uni<T> join(SqlConnection tx, Supplier<Uni<T>> work) {
        return within(begun -> begun.apply(tx), work);
    }

    /** Turns a conflict between two requests into an answer that says so. */
    public <T> Uni<T> explained(Uni<T> change) {
        return change.onFailure(ConcurrencyConflicts::isOne).transform(conflict -> ConcurrencyConflicts.told());
    }

    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return within(pool::withConnection, work);
    }

    private static <T> Uni<T> within(Function<Function<SqlConnection, Uni<T>>, Uni<T>> begin, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> open().isPresent()
                        ? work.get()
                        : begin.apply(tx -> {
                            ContextLocals.put(CURRENT, tx);
                            return Uni.createFrom()
                                    .deferred(work::get)
                                    .onTermination()
                                    .invoke(() -> ContextLocals.remove(CURRENT));
                        }));
    }

    /** The connection on which the caller's transaction is open. */
    static SqlConnection current() {
        return open().orElseThrow(() -> new IllegalStateException("No transaction is open"));
    }

    private static Optional<SqlConnection> open() {
        return ContextLocals.get(CURRENT);
    }
}
