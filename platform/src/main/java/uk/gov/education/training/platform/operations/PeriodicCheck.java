package uk.gov.education.training.platform.operations;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A question that is asked again and again, and not while it waits for its answer: each would take one more connection.
 * A late answer counts all the same, for on a slow machine there may be no other.
 */
final class PeriodicCheck<T> {

    private static final Logger LOG = Logger.getLogger(PeriodicCheck.class);
    /** Longer than that only a question waits whose answer may never come. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** After so long the connection is taken for lost, and the question is asked on another one. */
    private static final Duration LOST_AFTER = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<Uni<? extends T>> asking;
    private @Nullable Instant waitingSince;
    private long asked;
    private long answered;
    private boolean failed;
    private @Nullable T answer;
    private Instant answeredAt;

    /** @param now its answers before that would have been in order */
    PeriodicCheck(String name, Supplier<Uni<? extends T>> asking, Instant now) {
        this.name = name;
        this.asking = asking;
        this.answeredAt = now;
    }

    /** Asks unless it waits for an answer, and does not wait for it. */
    void ask(Instant now) {
        long number = begin(now);
        if (number > 0) {
            Uni.createFrom()
                    .deferred(asking)
                    .subscribe()
                    .with(found -> answered(number, found, Instant.now()), failure -> failed(number, failure));
        }
    }

    /** The number of the question, or 0 if it is not asked now. */
    private synchronized long begin(Instant now) {
        if (waitingSince != null && now.isBefore(waitingSince.plus(LOST_AFTER))) {
            return 0;
        }
        waitingSince = now;
        return ++asked;
    }

    private synchronized void answered(long number, T found, Instant now) {
        if (number > answered) {
            answered = number;
            answer = found;
            answeredAt = now;
            ended(number, false);
        }
    }

    private synchronized void failed(long number, Throwable failure) {
        LOG.debugf("%s is not known: %s", name, failure);
        ended(number, true);
    }

    /** What becomes of a question that was given up says nothing about the one that was asked since. */
    private void ended(long number, boolean failure) {
        if (number == asked) {
            waitingSince = null;
            failed = failure;
        }
    }

    /** The newest answer, or null if there was none. */
    synchronized @Nullable T answer() {
        return answer;
    }

    /** Whether the last one failed, or has waited longer than any should. */
    synchronized boolean isInTrouble(Instant now) {
        return waitingSince == null ? failed : failed || now.isAfter(waitingSince.plus(PATIENCE));
    }

    /** Whether it has been in trouble for so long since its last answer. */
    synchronized boolean isInTrouble(Instant now, Duration since) {
        return isInTrouble(now) && answeredAt.isBefore(now.minus(since));
    }
}
