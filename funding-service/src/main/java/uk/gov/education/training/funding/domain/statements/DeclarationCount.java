package uk.gov.education.training.funding.domain.statements;

import java.util.UUID;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Role;

/**
 * The number of declarations of one kind on one statement.
 *
 * @param statementId the statement that pays for them or, if refundable, claws them back
 * @param withUplift number of them with an uplift
 */
public record DeclarationCount(
        UUID statementId, Entry entry, Role role, DeclarationType type, int declarations, int withUplift) {

    public enum Entry {
        BILLABLE,
        REFUNDABLE,
        VOIDED
    }
}
