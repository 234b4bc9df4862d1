package uk.gov.education.training.funding.domain.statements;

import java.util.EnumMap;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;

/**
 * The declarations of one role up to a statement.
 *
 * <p>Eligible, payable and paid declarations are billable, even if clawed back since: the clawback is a second entry,
 * on the statement that claws back. Earlier statements are all statements of the lead provider and the contract period
 * with an earlier payment date.
 *
 * @param byType a missing type has no declarations
 * @param billableUplifts number of declarations with an uplift that this statement pays for. A declaration with both
 *     uplifts counts once
 * @param refundableUplifts number of declarations with an uplift that this statement claws back
 */
public record DeclarationTotals(
        Map<DeclarationType, CumulativeCounts> byType, int billableUplifts, int refundableUplifts) {

    public static final DeclarationTotals NOTHING = new DeclarationTotals(Map.of(), 0, 0);

    public DeclarationTotals {
        byType = Map.copyOf(byType);
        if (billableUplifts < 0 || refundableUplifts < 0) {
            throw new IllegalArgumentException(
                    "Uplifts must not be negative: " + billableUplifts + ", " + refundableUplifts);
        }
    }

    public CumulativeCounts of(DeclarationType type) {
        return byType.getOrDefault(type, CumulativeCounts.NONE);
    }

    public DeclarationTotals plus(DeclarationTotals other) {
        Map<DeclarationType, CumulativeCounts> sum = new EnumMap<>(DeclarationType.class);
        sum.putAll(byType);
        other.byType.forEach((type, counts) -> sum.merge(type, counts, CumulativeCounts::plus));
        return new DeclarationTotals(
                sum, billableUplifts + other.billableUplifts, refundableUplifts + other.refundableUplifts);
    }
}
