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
 * One instance's part in the limit of one token. A request takes a permit that is held; if there is none, it waits with
 * all others that come meanwhile while the database is asked, once for all of them.
 */
final class TokenRateLimiter {

    private static final Logger LOG = Logger.getLogger(TokenRateLimiter.class);
    private static final long MILLISECOND = 1_000_000;

    /** For so long a refusal holds, and a database that is away isn't asked again. */
    private static final long NO_USE_ASKING = 1_000 * MILLISECOND;

    private final RateLimit limit;
    private final Function<PermitRequest, Uni<PermitGrant>> database;
    private final Vertx vertx;

    private final Queue<CompletableFuture<RateLimitDecision>> waiting = new ArrayDeque<>();
    private boolean asking;
    private long slot;
    private long slotEnds = System.nanoTime();
    // Permits for this slot, unused.
    private int held;
    private int admittedInSlot;
    private int free;
    private long more = System.nanoTime();
    private Supplier<RateLimitDecision> standing = Unmetered::new;
    private long standsUntil = System.nanoTime();

    TokenRateLimiter(RateLimit limit, Function<PermitRequest, Uni<PermitGrant>> database, Vertx vertx) {
        this.limit = limit;
        this.database = database;
        this.vertx = vertx;
    }

    Uni<RateLimitDecision> admit() {
        CompletableFuture<RateLimitDecision> rateLimitDecision = new CompletableFuture<>();
        synchronized (this) {
            long now = System.nanoTime();
            if (held > 0 && now < slotEnds) {
                return Uni.createFrom().item(takeHeld());
            }
            if (now < standsUntil) {
                return Uni.createFrom().item(standing.get());
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

    /** Ends once the database knows that what is held will not be used: the service stops. */
    Uni<Void> giveBack() {
        PermitRequest demand;
        synchronized (this) {
            if (held == 0 || asking) {
                return Uni.createFrom().voidItem();
            }
            demand = new PermitRequest(0, 0, takeUnused());
        }
        return database.apply(demand).replaceWithVoid();
    }

    private void ask() {
        PermitRequest demand;
        long asked = System.nanoTime();
        synchronized (this) {
            demand = new PermitRequest(waiting.size(), eager(asked), takeUnused());
        }
        database.apply(demand).subscribe().with(grant -> granted(demand, grant, asked), this::failed);
    }

    /** As many again as there were in this slot; when a slot begins, half of those in the one before. */
    private int eager(long now) {
        if (waiting.isEmpty()) {
            return 0;
        }
        if (now < slotEnds) {
            return admittedInSlot;
        }
        return now < slotEnds + RateLimit.SLOT.toNanos() ? admittedInSlot / 2 : 0;
    }

    private Unused takeUnused() {
        Unused unused = new Unused(slot, held);
        held = 0;
        return unused;
    }

    private void granted(PermitRequest demand, PermitGrant grant, long asked) {
        Answers answers = new Answers();
        boolean askAgain = false;
        synchronized (this) {
            if (slot != grant.slot()) {
                slot = grant.slot();
                admittedInSlot = 0;
            }
            slotEnds = asked + grant.slotEndsIn() * MILLISECOND;
            more = asked + grant.moreIn() * MILLISECOND;
            free = grant.free();
            // Whoever waits has come before the slot ends, and is admitted even if the answer was late.
            held = grant.admitted() + grant.ahead();
            while (held > 0 && !waiting.isEmpty()) {
                answers.add(waiting.remove(), takeHeld());
            }
            boolean tooFew = grant.admitted() < demand.waiting();
            if (tooFew && grant.returnedIn() > 0) {
                // Another instance may give back what it holds: nobody is refused before that is known.
                vertx.setTimer(grant.returnedIn(), timer -> ask());
            } else {
                if (tooFew) {
                    stand(() -> new Refused(untilMore()), Math.min(more, System.nanoTime() + NO_USE_ASKING), answers);
                }
                asking = !waiting.isEmpty();
                askAgain = asking;
                giveBackWhenSlotEnds();
            }
        }
        answers.tell();
        if (askAgain) {
            ask();
        }
    }

    private void failed(Throwable failure) {
        Answers answers = new Answers();
        synchronized (this) {
            asking = false;
            if (FailureClassifier.isAway(failure)) {
                LOG.warnf("Requests are not counted while the database is away: %s", RedactedErrors.inShort(failure));
                stand(Unmetered::new, System.nanoTime() + NO_USE_ASKING, answers);
            } else {
                waiting.forEach(request -> answers.fail(request, failure));
                waiting.clear();
            }
        }
        answers.tell();
    }

    /** All who wait, and all who come until then, get this answer. */
    private void stand(Supplier<RateLimitDecision> answer, long until, Answers answers) {
        standing = answer;
        standsUntil = until;
        waiting.forEach(request -> answers.add(request, answer.get()));
        waiting.clear();
    }

    private void giveBackWhenSlotEnds() {
        if (held > 0) {
            long milliseconds = Math.max(1, (slotEnds - System.nanoTime()) / MILLISECOND + 1);
            vertx.setTimer(milliseconds, timer -> giveBackIfEnded());
        }
    }

    private void giveBackIfEnded() {
        synchronized (this) {
            // What is held may be of a later slot, which has a timer of its own.
            if (held == 0 || asking || System.nanoTime() < slotEnds) {
                return;
            }
            asking = true;
        }
        ask();
    }

    private Admitted takeHeld() {
        held--;
        admittedInSlot++;
        return new Admitted(free + held, untilMore());
    }

    /** Never more than the window, although a request counts for up to a slot longer. */
    private Duration untilMore() {
        Duration exact = Duration.ofNanos(Math.max(0, more - System.nanoTime()));
        return exact.compareTo(limit.window()) < 0 ? exact : limit.window();
    }

    /** Told when the lock is free again, because whoever is told goes on at once. */
    private static final class Answers {

        private final List<Runnable> all = new ArrayList<>();

        void add(CompletableFuture<RateLimitDecision> request, RateLimitDecision rateLimitDecision) {
            all.add(() -> request.complete(rateLimitDecision));
        }

        void fail(CompletableFuture<RateLimitDecision> request, Throwable failure) {
            all.add(() -> request.completeExceptionally(failure));
        }

        void tell() {
            all.forEach(Runnable::run);
        }
    }
}
