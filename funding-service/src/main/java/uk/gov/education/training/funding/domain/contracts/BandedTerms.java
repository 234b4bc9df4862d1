package uk.gov.education.training.funding.domain.contracts;

import static java.util.Comparator.comparingInt;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract pays in bands.
 *
 * @param recruitmentTarget how many trainees the lead provider is to recruit: what the monthly service fee is for
 * @param upliftFeePerDeclaration in pounds
 * @param monthlyServiceFee in pounds, and 0 is a fee too; null for the one that follows from the target
 * @param setupFee what was paid in advance, in pounds: the monthly service fee is less by it
 * @param bands those that take part, in the order in which they fill. A band of the lead provider's that the contract
 *     has no terms for is not among them
 */
public record BandedTerms(
        int recruitmentTarget,
        BigDecimal upliftFeePerDeclaration,
        @Nullable BigDecimal monthlyServiceFee,
        BigDecimal setupFee,
        List<BandTerms> bands) {

    public BandedTerms {
        if (recruitmentTarget < 0
                || upliftFeePerDeclaration.signum() < 0
                || setupFee.signum() < 0
                || (monthlyServiceFee != null && monthlyServiceFee.signum() < 0)) {
            throw new IllegalArgumentException("Terms of a contract are not negative: recruitment target "
                    + recruitmentTarget + ", uplift fee " + upliftFeePerDeclaration + ", set-up fee " + setupFee
                    + ", monthly service fee " + monthlyServiceFee);
        }
        bands = bands.stream()
                .sorted(comparingInt(terms -> terms.band().allocationOrder()))
                .toList();
        long different = bands.stream()
                .map(terms -> terms.band().allocationOrder())
                .distinct()
                .count();
        if (different < bands.size()) {
            throw new IllegalArgumentException("A contract has one set of terms for a band: " + bands);
        }
    }
}
