package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild in the operations API.
 *
 * @param participantId the participant to rebuild, if it is a single one
 * @param keys the number of keys to rebuild; null for all
 * @param changed the rows that were written because they differed
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Rebuild(
        UUID id,
        String status,
        @Nullable String participantId,
        @Nullable Integer keys,
        long read,
        long total,
        long changed,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String actor,
        @Nullable String reason,
        @Nullable String detail) {

    static Rebuild of(ReconciliationJob reconciliationJob) {
        @Nullable List<String> keys = reconciliationJob.keys();
        return new Rebuild(
                reconciliationJob.id(),
                reconciliationJob.status(),
                keys == null || keys.size() != 1 ? null : keys.getFirst(),
                keys == null ? null : keys.size(),
                reconciliationJob.read(),
                reconciliationJob.total(),
                reconciliationJob.changed(),
                reconciliationJob.startedAt(),
                reconciliationJob.finishedAt(),
                reconciliationJob.actor(),
                reconciliationJob.reason(),
                reconciliationJob.detail());
    }
}
