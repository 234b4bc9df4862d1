package uk.gov.education.training.platform.operations;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A check that runs again and again, but never twice at once, since each run takes a connection. A late result counts,
 * too: on a slow machine there may be no other.
 */
final class PeriodicCheck<T> {

    private static final Logger LOG = Logger.getLogger(PeriodicCheck.class);
    /** A run that takes longer than this counts as failing. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** A run that takes longer than this is abandoned, and the next one takes another connection. */
    private static final Duration ABANDON_AFTER = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<Uni<? extends T>> query;
    private @Nullable Instant runningSince;
    private long started;
    private long completed;
    private boolean failed;
    private @Nullable T result;
    private Instant completedAt;

    /** @param now from when a lack of results counts as failing */
    PeriodicCheck(String name, Supplier<Uni<? extends T>> query, Instant now) {
        this.name = name;
        this.query = query;
        this.completedAt = now;
    }

    /** Starts a run unless one is running. Does not wait for the result. */
    void start(Instant now) {
        long run = begin(now);
        if (run > 0) {
            Uni.createFrom()
                    .deferred(query)
                    .subscribe()
                    .with(found -> completed(run, found, Instant.now()), failure -> failed(run, failure));
        }
    }

    /** The number of the run, or 0 if none starts now. */
    private synchronized long begin(Instant now) {
        if (runningSince != null && now.isBefore(runningSince.plus(ABANDON_AFTER))) {
            return 0;
        }
        runningSince = now;
        return ++started;
    }

    private synchronized void completed(long run, T found, Instant now) {
        if (run > completed) {
            completed = run;
            result = found;
            completedAt = now;
            ended(run, false);
        }
    }

    private synchronized void failed(long run, Throwable failure) {
        LOG.debugf("%s failed, will run again: %s", name, failure);
        ended(run, true);
    }

    /** Ignores the end of an abandoned run: a later one is running. */
    private void ended(long run, boolean failure) {
        if (run == started) {
            runningSince = null;
            failed = failure;
        }
    }

    /** The latest result, or null if there was none. */
    synchronized @Nullable T result() {
        return result;
    }

    /** Whether the latest run failed or has timed out. */
    synchronized boolean isFailing(Instant now) {
        return runningSince == null ? failed : failed || now.isAfter(runningSince.plus(TIMEOUT));
    }

    /** Whether the check is failing, and had its latest result longer ago than this. */
    synchronized boolean isFailing(Instant now, Duration since) {
        return isFailing(now) && completedAt.isBefore(now.minus(since));
    }
}
