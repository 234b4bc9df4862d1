package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.IdempotentRequests;
import uk.gov.education.training.schoolupdates.store.Transactions;

/** Carries out each changing request of this service once per Idempotency-Key, in the request's transaction. */
@ApplicationScoped
class IdempotencyGuard {

    private final IdempotentRequests requests;
    private final Transactions transactions;

    IdempotencyGuard(IdempotentRequests requests, Transactions transactions) {
        this.requests = requests;
        this.transactions = transactions;
    }

    <T> Uni<T> once(@Nullable Object body, Class<T> type, Supplier<Uni<T>> work) {
        return transactions.explained(requests.once(body, type, tx -> transactions.join(tx, work)));
    }
}
