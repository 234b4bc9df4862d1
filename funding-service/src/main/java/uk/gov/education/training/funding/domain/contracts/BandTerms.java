package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;
import uk.gov.education.training.events.DeclarationType;

/**
 * What a contract pays for a place in a band.
 *
 * @param feePerDeclaration for a whole training, in pounds
 * @param outputFeeRatio which part of the fee is paid for what is declared
 * @param serviceFeeRatio which part is paid month by month. The two parts are the whole
 */
public record BandTerms(
        Band band, BigDecimal feePerDeclaration, BigDecimal outputFeeRatio, BigDecimal serviceFeeRatio) {

    public BandTerms {
        if (feePerDeclaration.signum() <= 0) {
            throw new IllegalArgumentException("A place costs something, but in this band " + feePerDeclaration);
        }
        if (outputFeeRatio.signum() < 0 || serviceFeeRatio.signum() < 0) {
            throw new IllegalArgumentException(
                    "A part of a fee is not negative: " + outputFeeRatio + ", " + serviceFeeRatio);
        }
        if (outputFeeRatio.add(serviceFeeRatio).compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Output fee ratio " + outputFeeRatio + " and service fee ratio "
                    + serviceFeeRatio + " are not the whole fee");
        }
    }

    /** What is paid for one declaration of a type in this band, in pounds. */
    public BigDecimal unitFee(DeclarationType type) {
        return Proportions.banded(type).multiply(outputFeeRatio).multiply(feePerDeclaration);
    }
}
