package uk.gov.education.training.funding.domain.contracts;

import static java.util.Comparator.comparingInt;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a contract that pays in bands.
 *
 * @param recruitmentTarget number of trainees that the lead provider is to recruit. Sets the monthly service fee
 * @param upliftFeePerDeclaration in pounds
 * @param monthlyServiceFee in pounds, and may be 0; null if it is calculated from the target
 * @param setupFee paid in advance, in pounds. It reduces the monthly service fee
 * @param bands in the order in which they fill. Contains only bands that the contract has terms for
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
            throw new IllegalArgumentException("Terms of a contract must not be negative: recruitment target "
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
            throw new IllegalArgumentException("A contract can have only one set of terms for each band: " + bands);
        }
    }
}
