package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.IdempotentRequests;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;

/**
 * Runs every call that changes something: in a transaction, and only once per Idempotency-Key. Answers with 409 if the
 * database let a concurrent request win.
 */
@RequestScoped
class IdempotencyGuard {

    private final IdempotentRequests idempotentRequests;

    IdempotencyGuard(IdempotentRequests idempotentRequests) {
        this.idempotentRequests = idempotentRequests;
    }

    /**
     * Runs a request, unless it was run before with the same key.
     *
     * @param type the type of the response
     */
    <T> Uni<T> once(@Nullable Object body, Class<T> type, Function<SqlConnection, Uni<T>> work) {
        return idempotentRequests
                .once(body, type, work)
                .onFailure(ConcurrencyConflicts::isOne)
                .transform(conflict -> ConcurrencyConflicts.conflict());
    }
}
