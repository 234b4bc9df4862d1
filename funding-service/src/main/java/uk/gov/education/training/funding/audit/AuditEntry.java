package uk.gov.education.training.funding.audit;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.Caller;

/**
 * The actor and time of an action to record.
 *
 * @param actor null for the calendar
 * @param seenTotal the statement's total with VAT that the actor had seen; null if the action needs no total
 */
public record AuditEntry(
        @Nullable Caller actor, Instant at, @Nullable BigDecimal seenTotal) {}
