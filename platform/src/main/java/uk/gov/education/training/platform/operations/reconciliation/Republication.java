package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A republication in the operations API.
 *
 * @param key the republished key; null for all
 * @param published the records written: snapshots, and tombstones of keys that this service does not have
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Republication(
        UUID id,
        String status,
        @Nullable String topic,
        @Nullable String key,
        long read,
        long total,
        long published,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String actor,
        @Nullable String reason,
        @Nullable String detail) {

    static Republication of(ReconciliationJob reconciliationJob) {
        @Nullable List<String> keys = reconciliationJob.keys();
        return new Republication(
                reconciliationJob.id(),
                reconciliationJob.status(),
                reconciliationJob.topic(),
                keys == null ? null : keys.getFirst(),
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
