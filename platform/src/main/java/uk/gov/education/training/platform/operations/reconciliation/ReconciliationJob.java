package uk.gov.education.training.platform.operations.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild, a check or a republication, as it stands.
 *
 * @param status running, done or failed: also where its instance has ended before it did
 * @param keys null for all
 * @param topic that is published again; null of a rebuild or a check
 * @param read how many records it has read, and keys it has derived again
 * @param of how many there are
 * @param changed rows that a rebuild has written because they differed, or records that are published again
 * @param differences what a check has found
 * @param unmended what of it no later check found gone
 */
record ReconciliationJob(
        UUID id,
        String status,
        @Nullable List<String> keys,
        @Nullable String topic,
        long read,
        long total,
        long changed,
        String actor,
        @Nullable String reason,
        @Nullable String detail,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long mismatches,
        long unresolved) {

    static final String RUNNING = "running";

    enum Kind {
        REBUILD,
        CHECK,
        REPUBLICATION;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isRunning() {
        return status.equals(RUNNING);
    }
}
