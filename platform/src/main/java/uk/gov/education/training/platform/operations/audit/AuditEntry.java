package uk.gov.education.training.platform.operations.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param act what, such as {@code replayed}
 * @param subject what kind of thing it was done to, and which
 * @param by the access token and its description, or the service itself
 * @param mended whether a record was changed before it was replayed
 */
public record AuditEntry(
        String act,
        String subject,
        UUID subjectId,
        String by,
        Instant at,
        @Nullable String reason,
        @Nullable String detail,
        boolean mended) {}
