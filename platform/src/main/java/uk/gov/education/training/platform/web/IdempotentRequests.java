package uk.gov.education.training.platform.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.web.IdempotencyStore.TokenKey;

/**
 * Carries out a changing request once, however often it is sent with the same Idempotency-Key. The change and its
 * answer are stored in one transaction. A request that fails leaves nothing behind and is judged again, so a refusal
 * must be an exception.
 */
@RequestScoped
public class IdempotentRequests {

    private final IdempotencyKeys keys;
    private final HttpServerRequest request;
    private final SecurityIdentity identity;

    IdempotentRequests(IdempotencyKeys keys, HttpServerRequest request, SecurityIdentity identity) {
        this.keys = keys;
        this.request = request;
        this.identity = identity;
    }

    /**
     * Runs the work in a transaction, or returns the first answer if this request was sent before with the same key.
     * The caller renders the HTTP response from the answer, and waits for other services, after the commit.
     *
     * @param body of the request, as it was read: how it was written does not matter
     * @param type of the answer, which is stored as JSON
     * @throws ApiException if the key was used for a different request
     */
    public <T> Uni<T> once(@Nullable Object body, Class<T> type, Function<SqlConnection, Uni<T>> work) {
        return once(keys, body, type, work);
    }

    /** Does the same in the transactions of another store. */
    public <X, T> Uni<T> once(
            IdempotencyStore<X> store, @Nullable Object body, Class<T> type, Function<X, Uni<T>> work) {
        @Nullable String header = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER));
        if (header == null) {
            return store.inTransaction(work);
        }
        TokenKey key = new TokenKey(((Caller) identity.getPrincipal()).tokenId(), header);
        String fingerprint = fingerprint(body);
        return store.inTransaction(tx -> store.claim(tx, key, fingerprint)
                .chain(isFirst -> isFirst
                        ? work.apply(tx).call(answer -> store.saveAnswer(tx, key, Json.write(answer)))
                        : firstAnswer(store.find(tx, key), fingerprint, type)));
    }

    private static <T> Uni<T> firstAnswer(Uni<IdempotencyStore.Stored> found, String fingerprint, Class<T> type) {
        return found.map(stored -> {
            if (!stored.fingerprint().equals(fingerprint)) {
                throw IdempotencyKey.taken();
            }
            return Json.read(stored.answer(), type);
        });
    }

    private String fingerprint(@Nullable Object body) {
        return IdempotencyKey.fingerprint(request.method().name(), request.path(), body);
    }
}
