package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check in the operations API.
 *
 * @param keys the number of keys checked; null for all
 * @param unresolvedCount the mismatches that later checks still found
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Check(
        UUID id,
        String status,
        @Nullable Integer keys,
        long read,
        long total,
        long mismatchesCount,
        long unresolvedCount,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String actor,
        @Nullable String reason,
        @Nullable String detail) {

    static Check of(ReconciliationJob reconciliationJob) {
        @Nullable List<String> keys = reconciliationJob.keys();
        return new Check(
                reconciliationJob.id(),
                reconciliationJob.status(),
                keys == null ? null : keys.size(),
                reconciliationJob.read(),
                reconciliationJob.total(),
                reconciliationJob.mismatches(),
                reconciliationJob.unresolved(),
                reconciliationJob.startedAt(),
                reconciliationJob.finishedAt(),
                reconciliationJob.actor(),
                reconciliationJob.reason(),
                reconciliationJob.detail());
    }
}
