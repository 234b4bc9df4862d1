package uk.gov.education.training.providerapi.rest;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.RequestPathCheck;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Admitted;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Refused;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Unmetered;
import uk.gov.education.training.providerapi.ratelimit.RateLimiter;

/**
 * Counts every request of a known token to the lead-provider API, whatever its answer. The answer has the remaining
 * requests in the three headers of older clients and in the two headers of the IETF's draft.
 */
class RateLimitFilter {

    static final String API = "/api/v3";

    private final RateLimiter rateLimiter;
    private final CurrentIdentityAssociation identity;
    private final String limit;
    private final String policy;

    RateLimitFilter(RateLimiter rateLimiter, CurrentIdentityAssociation identity) {
        this.rateLimiter = rateLimiter;
        this.identity = identity;
        this.limit = Integer.toString(rateLimiter.limit().requests());
        this.policy =
                "\"default\";q=" + limit + ";w=" + rateLimiter.limit().window().toSeconds();
    }

    /** Runs before resources are matched, because requests for unknown routes count too. */
    @ServerRequestFilter(preMatching = true)
    @Nullable
    Uni<Void> count(RoutingContext context) {
        if (!RequestPathCheck.isUnder(API, context)) {
            return null;
        }
        return identity.getDeferredIdentity().chain(caller -> count(caller, context.response()));
    }

    private Uni<Void> count(SecurityIdentity identity, HttpServerResponse response) {
        // The resource refuses requests without a token.
        return identity.getPrincipal() instanceof Caller caller
                ? rateLimiter
                        .admit(caller.tokenId())
                        .invoke(rateLimitDecision -> apply(rateLimitDecision, response))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private void apply(RateLimitDecision rateLimitDecision, HttpServerResponse response) {
        switch (rateLimitDecision) {
            case Admitted admitted -> addHeaders(response, admitted.remaining(), admitted.resetAfter());
            case Refused refused -> {
                addHeaders(response, 0, refused.resetAfter());
                long seconds = Math.max(1, seconds(refused.resetAfter()));
                response.putHeader("Retry-After", Long.toString(seconds));
                throw new ApiException(
                        429,
                        List.of(new Problem(
                                "token",
                                "This token has made " + limit + " requests in the last "
                                        + rateLimiter.limit().window().toSeconds() + " seconds. Try again in " + seconds
                                        + " seconds.")));
            }
            case Unmetered unmetered -> {}
        }
    }

    private void addHeaders(HttpServerResponse response, int remaining, Duration resetAfter) {
        String left = Integer.toString(remaining);
        String reset = Long.toString(seconds(resetAfter));
        response.putHeader("RateLimit-Limit", limit)
                .putHeader("RateLimit-Remaining", left)
                .putHeader("RateLimit-Reset", reset)
                .putHeader("RateLimit-Policy", policy)
                .putHeader("RateLimit", "\"default\";r=" + left + ";t=" + reset);
    }

    /** Rounds up, so that a client that waits this long has waited long enough. */
    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
