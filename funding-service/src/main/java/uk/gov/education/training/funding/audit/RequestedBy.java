package uk.gov.education.training.funding.audit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Caller;

/**
 * The caller of a use case, and its cause.
 *
 * @param caller null for the calendar
 */
public record RequestedBy(@Nullable Caller caller, Cause cause) {

    public AuditEntry auditEntry() {
        return new AuditEntry(caller, cause.at(), null);
    }

    /** @param total the statement's total that the caller has seen */
    public AuditEntry auditEntry(BigDecimal total) {
        return new AuditEntry(caller, cause.at(), total);
    }
}
