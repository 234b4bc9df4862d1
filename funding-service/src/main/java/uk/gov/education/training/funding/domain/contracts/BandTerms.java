package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import uk.gov.education.training.events.DeclarationType;

/**
 * The fee of a contract for a place in a band.
 *
 * @param feePerDeclaration for a whole training, in pounds
 * @param outputFeeRatio share of the fee that is paid for declarations
 * @param serviceFeeRatio share of the fee that is paid monthly. Both shares add up to 1
 */
public record BandTerms(
        Band band, BigDecimal feePerDeclaration, BigDecimal outputFeeRatio, BigDecimal serviceFeeRatio) {

    public BandTerms {
        if (feePerDeclaration.signum() <= 0) {
            throw new IllegalArgumentException(
                    "A fee per declaration must be more than 0, but is " + feePerDeclaration);
        }
        if (outputFeeRatio.signum() < 0 || serviceFeeRatio.signum() < 0) {
            throw new IllegalArgumentException(
                    "Fee ratios must not be negative: " + outputFeeRatio + ", " + serviceFeeRatio);
        }
        if (outputFeeRatio.add(serviceFeeRatio).compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Output fee ratio " + outputFeeRatio + " and service fee ratio "
                    + serviceFeeRatio + " must add up to 1");
        }
    }

    /** The fee for one declaration of a type in this band, in pounds. */
    public BigDecimal unitFee(DeclarationType type) {
        return Proportions.banded(type).multiply(outputFeeRatio).multiply(feePerDeclaration);
    }
}
