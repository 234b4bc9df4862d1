package uk.gov.education.training.platform.operations.skips;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A skip request, as the API shows it.
 *
 * @param status asked, or taken once the record is passed over
 * @param deadLetterId the record from then on
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
