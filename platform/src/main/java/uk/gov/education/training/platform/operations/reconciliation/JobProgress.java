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

/** The progress, findings and cancellation of one job. */
final class JobProgress {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 3_000;
    private static final int ATTEMPTS = 200;
    private static final int ATTEMPTS_WITHOUT_OUTAGE = 5;
    static final int MAX_MISMATCHES = 10_000;

    private final @Nullable Set<String> keys;
    private final boolean repairs;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final List<Mismatch> mismatches = new ArrayList<>();
    private volatile boolean cancelled;
    private boolean hasMore;

    /** @param keys null for all */
    JobProgress(@Nullable Collection<String> keys, boolean repairs) {
        this.keys = keys == null ? null : Set.copyOf(keys);
        this.repairs = repairs;
    }

    @Nullable
    Set<String> keys() {
        return keys;
    }

    boolean includes(@Nullable String key) {
        return key != null && (keys == null || keys.contains(key));
    }

    /** Whether mismatches are repaired. Otherwise they are only reported. */
    boolean repairs() {
        return repairs;
    }

    void expect(long records) {
        total.addAndGet(records);
    }

    void passed(long records) {
        requireNotCancelled();
        read.addAndGet(records);
    }

    void wrote(long rows) {
        changed.addAndGet(rows);
    }

    void found(Mismatch mismatch) {
        if (mismatches.size() < MAX_MISMATCHES) {
            mismatches.add(mismatch);
        } else {
            hasMore = true;
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

    List<Mismatch> mismatches() {
        return mismatches;
    }

    boolean hasMore() {
        return hasMore;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether the job must end early. A failure is then no finding. */
    boolean mustEnd() {
        return cancelled || Thread.currentThread().isInterrupted();
    }

    private void requireNotCancelled() {
        if (mustEnd()) {
            throw new CancellationException("The service is stopping, or the job was cancelled.");
        }
    }

    /** Runs database work and retries it, through an outage too, until it succeeds or fails for good. */
    <T> T retrying(Supplier<Uni<T>> work) {
        for (int attempt = 1; ; attempt++) {
            requireNotCancelled();
            try {
                return work.get().await().atMost(TIMEOUT);
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
        requireNotCancelled();
    }
}
