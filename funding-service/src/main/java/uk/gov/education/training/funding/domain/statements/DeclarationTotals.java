package uk.gov.education.training.funding.domain.statements;

import java.util.EnumMap;
import java.util.Map;
import uk.gov.education.training.events.DeclarationType;

/**
 * What was declared about some trainees, up to a statement.
 *
 * <p>Billable is whatever is eligible, payable or paid, even if it was clawed back since: clawing back is a second
 * entry, on the statement that does it. Earlier statements are all those of the lead provider and the contract period
 * with an earlier payment date, whatever their contract.
 *
 * @param byType a type that is missing was not declared
 * @param billableUplifts of the declarations that this statement pays for, those with an uplift. With both uplifts one
 *     still counts once
 * @param refundableUplifts likewise of those that this statement claws back
 */
public record DeclarationTotals(
        Map<DeclarationType, CumulativeCounts> byType, int billableUplifts, int refundableUplifts) {

    public static final DeclarationTotals NOTHING = new DeclarationTotals(Map.of(), 0, 0);

    public DeclarationTotals {
        byType = Map.copyOf(byType);
        if (billableUplifts < 0 || refundableUplifts < 0) {
            throw new IllegalArgumentException(
                    "There can't be fewer than no uplifts: " + billableUplifts + ", " + refundableUplifts);
        }
    }

    public CumulativeCounts of(DeclarationType type) {
        return byType.getOrDefault(type, CumulativeCounts.NONE);
    }

    public DeclarationTotals plus(DeclarationTotals other) {
        Map<DeclarationType, CumulativeCounts> sum = new EnumMap<>(DeclarationType.class);
        sum.putAll(byType);
        other.byType.forEach((type, counters) -> sum.merge(type, counters, CumulativeCounts::plus));
        return new DeclarationTotals(
                sum, billableUplifts + other.billableUplifts, refundableUplifts + other.refundableUplifts);
    }
}
