package uk.gov.education.training.funding.domain.statements;

import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Role;

/**
 * So many declarations of one kind are on one statement.
 *
 * @param statementId that pays for them or, of refundable ones, claws them back
 * @param withUplift how many of them have one
 */
public record DeclarationCount(
        UUID statementId, Entry entry, Role role, DeclarationType type, int declarations, int withUplift) {

    public enum Entry {
        BILLABLE,
        REFUNDABLE,
        VOIDED
    }
}
