package uk.gov.education.training.platform.operations.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action of operations.
 *
 * @param action such as {@code replayed}
 * @param subject the kind of thing that the action is about
 * @param actor the access token and its description, or the service itself
 * @param edited whether a record was edited before it was replayed
 */
public record AuditEntry(
        String action,
        String subject,
        UUID subjectId,
        String actor,
        Instant at,
        @Nullable String reason,
        @Nullable String detail,
        boolean edited) {}
