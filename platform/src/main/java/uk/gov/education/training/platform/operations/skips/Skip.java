package uk.gov.education.training.platform.operations.skips;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to skip a record, in the operations API.
 *
 * @param status requested, then skipped
 * @param deadLetterId the skipped record
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Skip(
        UUID id,
        String topic,
        int partition,
        long offset,
        String status,
        String actor,
        String reason,
        Instant requestedAt,
        @Nullable Instant skippedAt,
        @Nullable UUID deadLetterId) {}
