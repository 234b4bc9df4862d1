package uk.gov.education.training.platform.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.web.ApiException.Problem;

/**
 * Looks up the tokens of requests, and limits unknown tokens from one address. Valid tokens from that address go on
 * working, because many callers may share an address.
 */
@ApplicationScoped
class TokenAttemptLimit {

    private final CallerLookup tokens;
    private final FailedAttempts unknown;

    TokenAttemptLimit(
            CallerLookup tokens,
            @ConfigProperty(name = "training.unknown-tokens.most", defaultValue = "300") int most,
            @ConfigProperty(name = "training.unknown-tokens.window", defaultValue = "5m") Duration window) {
        this.tokens = tokens;
        this.unknown = new FailedAttempts(most, window);
    }

    /**
     * Finds the caller of a token. Empty if it is unknown or revoked.
     *
     * @throws ApiException if the lookup is not possible now, or the address has tried too many unknown tokens
     */
    Uni<Optional<Caller>> callerOf(String token, RoutingContext from) {
        ClientAddress clientAddress = ClientAddress.of(from.request());
        return unknown.delay(clientAddress)
                .map(wait -> tokens.isValid(token)
                        .chain(valid -> valid
                                ? find(token, clientAddress)
                                : Uni.createFrom().<Optional<Caller>>failure(refused(wait, from))))
                .orElseGet(() -> find(token, clientAddress));
    }

    private Uni<Optional<Caller>> find(String token, ClientAddress clientAddress) {
        return tokens.callerOf(token).invoke(caller -> {
            if (caller.isEmpty()) {
                unknown.count(clientAddress);
            }
        });
    }

    private static ApiException refused(Duration wait, RoutingContext from) {
        String seconds = Long.toString(Math.max(1, wait.toSeconds()));
        from.response().putHeader(HttpHeaders.RETRY_AFTER, seconds);
        return new ApiException(
                429,
                List.of(new Problem(
                        "Authorization",
                        "Too many unknown access tokens came from this address. Try again in " + seconds
                                + " seconds, with a valid one.")));
    }
}
