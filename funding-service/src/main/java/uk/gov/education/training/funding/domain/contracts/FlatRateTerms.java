package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;

/**
 * The terms of a contract that pays for mentors at a flat rate, without bands.
 *
 * @param recruitmentTarget number of mentors that the lead provider is to recruit. Does not affect payment
 * @param feePerDeclaration for a whole training, in pounds
 */
public record FlatRateTerms(int recruitmentTarget, BigDecimal feePerDeclaration) {

    public FlatRateTerms {
        if (recruitmentTarget < 1 || feePerDeclaration.signum() <= 0) {
            throw new IllegalArgumentException("A flat rate needs a positive target and fee: recruitment target "
                    + recruitmentTarget + ", fee " + feePerDeclaration);
        }
    }
}
