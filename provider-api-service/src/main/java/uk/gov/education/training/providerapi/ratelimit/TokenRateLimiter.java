package uk.gov.education.training.providerapi.ratelimit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitGrant;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.PermitRequest;
import uk.gov.education.training.providerapi.domain.ratelimit.RateLimit.Unused;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Admitted;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Refused;
import uk.gov.education.training.providerapi.ratelimit.RateLimitDecision.Unmetered;

/**
 * Limits the requests of one token on this instance. A request takes a permit that the instance has. If there is none,
 * it waits with all others that arrive meanwhile, while one query to the database asks for permits for all of them.
 */
final class TokenRateLimiter {

    private static final Logger LOG = Logger.getLogger(TokenRateLimiter.class);
    private static final long MILLISECOND = 1_000_000;

    /** How long a refusal applies, and how long to wait before asking an unavailable database again. */
    private static final long RETRY_AFTER_NANOS = 1_000 * MILLISECOND;

    private final RateLimit limit;
    private final Function<PermitRequest, Uni<PermitGrant>> database;
    private final Vertx vertx;

    private final Queue<CompletableFuture<RateLimitDecision>> waiting = new ArrayDeque<>();
    private boolean asking;
    private long slot;
    private long slotEnds = System.nanoTime();
    // Unused permits for this slot.
    private int permits;
    private int admittedInSlot;
    private int free;
    private long resetAt = System.nanoTime();
    private Supplier<RateLimitDecision> currentDecision = Unmetered::new;
    private long currentDecisionUntil = System.nanoTime();

    TokenRateLimiter(RateLimit limit, Function<PermitRequest, Uni<PermitGrant>> database, Vertx vertx) {
        this.limit = limit;
        this.database = database;
        this.vertx = vertx;
    }

    Uni<RateLimitDecision> admit() {
        CompletableFuture<RateLimitDecision> rateLimitDecision = new CompletableFuture<>();
        synchronized (this) {
            long now = System.nanoTime();
            if (permits > 0 && now < slotEnds) {
                return Uni.createFrom().item(takePermit());
            }
            if (now < currentDecisionUntil) {
                return Uni.createFrom().item(currentDecision.get());
            }
            waiting.add(rateLimitDecision);
            if (asking) {
                return Uni.createFrom().completionStage(rateLimitDecision);
            }
            asking = true;
        }
        ask();
        return Uni.createFrom().completionStage(rateLimitDecision);
    }

    /** Returns unused permits to the database, because the service stops. */
    Uni<Void> returnPermits() {
        PermitRequest request;
        synchronized (this) {
            if (permits == 0 || asking) {
                return Uni.createFrom().voidItem();
            }
            request = new PermitRequest(0, 0, takeUnused());
        }
        return database.apply(request).replaceWithVoid();
    }

    private void ask() {
        PermitRequest request;
        long asked = System.nanoTime();
        synchronized (this) {
            request = new PermitRequest(waiting.size(), expected(asked), takeUnused());
        }
        database.apply(request).subscribe().with(grant -> granted(request, grant, asked), this::failed);
    }

    /** Expects as many requests again as in this slot; when a slot begins, half of those in the one before. */
    private int expected(long now) {
        if (waiting.isEmpty()) {
            return 0;
        }
        if (now < slotEnds) {
            return admittedInSlot;
        }
        return now < slotEnds + RateLimit.SLOT.toNanos() ? admittedInSlot / 2 : 0;
    }

    private Unused takeUnused() {
        Unused unused = new Unused(slot, permits);
        permits = 0;
        return unused;
    }

    private void granted(PermitRequest request, PermitGrant grant, long asked) {
        Decisions decisions = new Decisions();
        boolean askAgain = false;
        synchronized (this) {
            if (slot != grant.slot()) {
                slot = grant.slot();
                admittedInSlot = 0;
            }
            slotEnds = asked + grant.slotEndsIn() * MILLISECOND;
            resetAt = asked + grant.resetIn() * MILLISECOND;
            free = grant.free();
            // Waiting requests arrived before the slot ended, so admit them even if the grant is late.
            permits = grant.admitted() + grant.prefetched();
            while (permits > 0 && !waiting.isEmpty()) {
                decisions.add(waiting.remove(), takePermit());
            }
            boolean tooFew = grant.admitted() < request.waiting();
            if (tooFew && grant.returnedIn() > 0) {
                // Another instance may return permits, so refuse no request before then.
                vertx.setTimer(grant.returnedIn(), timer -> ask());
            } else {
                if (tooFew) {
                    decideAllUntil(
                            () -> new Refused(untilReset()),
                            Math.min(resetAt, System.nanoTime() + RETRY_AFTER_NANOS),
                            decisions);
                }
                asking = !waiting.isEmpty();
                askAgain = asking;
                returnPermitsWhenSlotEnds();
            }
        }
        decisions.complete();
        if (askAgain) {
            ask();
        }
    }

    private void failed(Throwable failure) {
        Decisions decisions = new Decisions();
        synchronized (this) {
            asking = false;
            if (FailureClassifier.isUnavailable(failure)) {
                LOG.warnf(
                        "Rate limit: database unavailable, requests are not counted: %s",
                        RedactedErrors.inShort(failure));
                decideAllUntil(Unmetered::new, System.nanoTime() + RETRY_AFTER_NANOS, decisions);
            } else {
                waiting.forEach(request -> decisions.fail(request, failure));
                waiting.clear();
            }
        }
        decisions.complete();
    }

    /** Gives this decision to all waiting requests, and to all that arrive until then. */
    private void decideAllUntil(Supplier<RateLimitDecision> decision, long until, Decisions decisions) {
        currentDecision = decision;
        currentDecisionUntil = until;
        waiting.forEach(request -> decisions.add(request, decision.get()));
        waiting.clear();
    }

    private void returnPermitsWhenSlotEnds() {
        if (permits > 0) {
            long milliseconds = Math.max(1, (slotEnds - System.nanoTime()) / MILLISECOND + 1);
            vertx.setTimer(milliseconds, timer -> returnPermitsIfSlotEnded());
        }
    }

    private void returnPermitsIfSlotEnded() {
        synchronized (this) {
            // Permits of a later slot have a timer of their own.
            if (permits == 0 || asking || System.nanoTime() < slotEnds) {
                return;
            }
            asking = true;
        }
        ask();
    }

    private Admitted takePermit() {
        permits--;
        admittedInSlot++;
        return new Admitted(free + permits, untilReset());
    }

    /** Never more than the window, although a request counts for up to a slot longer. */
    private Duration untilReset() {
        Duration exact = Duration.ofNanos(Math.max(0, resetAt - System.nanoTime()));
        return exact.compareTo(limit.window()) < 0 ? exact : limit.window();
    }

    /** Completes futures after releasing the lock: completion runs the caller's code on this thread. */
    private static final class Decisions {

        private final List<Runnable> all = new ArrayList<>();

        void add(CompletableFuture<RateLimitDecision> request, RateLimitDecision rateLimitDecision) {
            all.add(() -> request.complete(rateLimitDecision));
        }

        void fail(CompletableFuture<RateLimitDecision> request, Throwable failure) {
            all.add(() -> request.completeExceptionally(failure));
        }

        void complete() {
            all.forEach(Runnable::run);
        }
    }
}
