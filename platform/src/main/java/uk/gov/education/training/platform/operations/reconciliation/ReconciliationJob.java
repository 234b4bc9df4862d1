package uk.gov.education.training.platform.operations.reconciliation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild, a check or a republication.
 *
 * @param status running, done or failed; failed, too, if its instance ended first
 * @param keys null for all
 * @param topic the topic of a republication; null otherwise
 * @param read the records read and keys replayed so far
 * @param total the records to read and keys to replay
 * @param changed the rows that a rebuild wrote because they differed, or the records republished
 * @param mismatches the number of mismatches that a check found
 * @param unresolved the number of those that later checks still found
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
