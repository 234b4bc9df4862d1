package uk.gov.education.training.providerapi.ratelimit;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit;
import uk.gov.education.training.providerapi.store.RateLimitUsage;

/** Admits as many requests of a token as {@link RateLimit} allows, over all instances of the service. */
@ApplicationScoped
public class RateLimiter {

    private static final Logger LOG = Logger.getLogger(RateLimiter.class);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

    private final RateLimitUsage usage;
    private final Vertx vertx;
    private final RateLimit limit;
    private final Map<UUID, TokenRateLimiter> meters = new ConcurrentHashMap<>();

    @Inject
    public RateLimiter(
            RateLimitUsage usage,
            Vertx vertx,
            @ConfigProperty(name = "training.rate-limit.requests") int requests,
            @ConfigProperty(name = "training.rate-limit.window") Duration window) {
        this(usage, vertx, new RateLimit(requests, window));
    }

    public RateLimiter(RateLimitUsage usage, Vertx vertx, RateLimit limit) {
        this.usage = usage;
        this.vertx = vertx;
        this.limit = limit;
    }

    public RateLimit limit() {
        return limit;
    }

    /** Usually answers at once, from permits that this instance has. */
    public Uni<RateLimitDecision> admit(UUID tokenId) {
        return meters.computeIfAbsent(
                        tokenId, id -> new TokenRateLimiter(limit, request -> usage.grant(id, limit, request), vertx))
                .admit();
    }

    /** Returns unused permits on shutdown. */
    void onStop(@Observes ShutdownEvent stop) {
        List<Uni<Void>> returns =
                meters.values().stream().map(TokenRateLimiter::returnPermits).toList();
        if (returns.isEmpty()) {
            return;
        }
        try {
            Uni.join().all(returns).andCollectFailures().await().atMost(SHUTDOWN_TIMEOUT);
        } catch (RuntimeException tooLate) {
            LOG.debugf(
                    "Could not return all unused permits. They expire with their slot: %s",
                    RedactedErrors.inShort(tooLate));
        }
    }
}
