package uk.gov.education.training.platform.web;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Function;

/**
 * Stores the requests that were sent with an Idempotency-Key, in the transaction of the change.
 *
 * @param <X> what a transaction runs statements with
 */
public interface IdempotencyStore<X> {

    /** A key of a caller: each access token has keys of its own. */
    record TokenKey(UUID tokenId, String key) {}

    /** @param answer as JSON */
    record Stored(String fingerprint, String answer) {}

    /** Runs the work in a transaction. */
    <T> Uni<T> inTransaction(Function<X, Uni<T>> work);

    /**
     * Returns whether this is the first request with its key. Waits for another one that is in progress with the same
     * key.
     */
    Uni<Boolean> claim(X tx, TokenKey key, String fingerprint);

    /** Stores the answer to a request that has claimed its key. */
    Uni<Void> saveAnswer(X tx, TokenKey key, String answer);

    /** Finds the request that has claimed a key. */
    Uni<Stored> find(X tx, TokenKey key);
}
