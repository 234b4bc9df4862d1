package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IdempotentRequests;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;

/**
 * Runs every call that changes something: in a transaction, and only once per Idempotency-Key. Answers with 409 if the
 * database let a concurrent request win.
 */
@RequestScoped
class IdempotencyGuard {

    private final IdempotentRequests idempotentRequests;
    private final ReferenceTransactions referenceTransactions;

    IdempotencyGuard(IdempotentRequests idempotentRequests, ReferenceTransactions referenceTransactions) {
        this.idempotentRequests = idempotentRequests;
        this.referenceTransactions = referenceTransactions;
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

    /** Runs a request about reference data in Hibernate's transaction, unless it was run before with the same key. */
    <T> Uni<T> onceInSession(@Nullable Object body, Class<T> type, Function<Mutiny.Session, Uni<T>> work) {
        return idempotentRequests
                .once(referenceTransactions, body, type, work)
                .onFailure(ConcurrencyConflicts::isOne)
                .transform(conflict -> ApiException.conflict(
                        "request",
                        "Another request changed the same record at the same time. Look at it and try again."));
    }
}
