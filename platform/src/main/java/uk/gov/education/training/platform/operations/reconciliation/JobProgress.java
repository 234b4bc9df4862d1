package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.FailureClassifier;

/** One reading of the topics on its way: how far it is, what it found, and whether it is still wanted. */
final class JobProgress {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 3_000;
    private static final int ATTEMPTS = 200;
    private static final int ATTEMPTS_WITHOUT_OUTAGE = 5;
    static final int MOST_DIFFERENCES = 10_000;

    private final @Nullable Set<String> keys;
    private final boolean mends;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final List<Mismatch> differences = new ArrayList<>();
    private volatile boolean unwanted;
    private boolean foundMore;

    /** @param keys null for all */
    JobProgress(@Nullable Collection<String> keys, boolean mends) {
        this.keys = keys == null ? null : Set.copyOf(keys);
        this.mends = mends;
    }

    @Nullable
    Set<String> keys() {
        return keys;
    }

    boolean concerns(@Nullable String key) {
        return key != null && (keys == null || keys.contains(key));
    }

    /** Whether differences are mended; otherwise they are told. */
    boolean mends() {
        return mends;
    }

    void expect(long records) {
        total.addAndGet(records);
    }

    void passed(long records) {
        requireWanted();
        read.addAndGet(records);
    }

    void wrote(long rows) {
        changed.addAndGet(rows);
    }

    void found(Mismatch mismatch) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add(mismatch);
        } else {
            foundMore = true;
        }
    }

    long read() {
        return Math.min(read.get(), total.get());
    }

    long total() {
        return total.get();
    }

    long changed() {
        return changed.get();
    }

    List<Mismatch> differences() {
        return differences;
    }

    boolean hasFoundMore() {
        return foundMore;
    }

    void stop() {
        unwanted = true;
    }

    boolean isUnwanted() {
        return unwanted;
    }

    /** Whether it is to end before it is done: then what fails says nothing about what is held. */
    boolean isOver() {
        return unwanted || Thread.currentThread().isInterrupted();
    }

    private void requireWanted() {
        if (isOver()) {
            throw new CancellationException("The service stops, or somebody has given this up.");
        }
    }

    /** One piece of work with the database, tried until it succeeds or never will: an outage is waited out. */
    <T> T persistently(Supplier<Uni<T>> work) {
        for (int attempt = 1; ; attempt++) {
            requireWanted();
            try {
                return work.get().await().atMost(PATIENCE);
            } catch (RuntimeException failure) {
                if (attempt == (FailureClassifier.isOutage(failure) ? ATTEMPTS : ATTEMPTS_WITHOUT_OUTAGE)
                        || FailureClassifier.isPermanent(failure)) {
                    throw failure;
                }
                pause(Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt, 10)));
            }
        }
    }

    void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        requireWanted();
    }
}
