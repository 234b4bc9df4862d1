package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;

/**
 * What a contract pays for the training of a mentor, without bands.
 *
 * @param recruitmentTarget how many mentors the lead provider is to recruit. Nothing is paid by it
 * @param feePerDeclaration for a whole training, in pounds
 */
public record FlatRateTerms(int recruitmentTarget, BigDecimal feePerDeclaration) {

    public FlatRateTerms {
        if (recruitmentTarget < 1 || feePerDeclaration.signum() <= 0) {
            throw new IllegalArgumentException("A flat rate is one for somebody: recruitment target "
                    + recruitmentTarget + ", fee " + feePerDeclaration);
        }
    }
}
