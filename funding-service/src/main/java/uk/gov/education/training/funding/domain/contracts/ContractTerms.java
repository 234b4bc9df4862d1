package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;

/** The fees that DfE agreed to pay a lead provider in a contract period. */
public sealed interface ContractTerms {

    BigDecimal DEFAULT_VAT_RATE = new BigDecimal("0.2");

    /** @return between 0 and 1 */
    BigDecimal vatRate();

    /** A contract in which ECTs and mentors fill the same bands. */
    record Ecf(BandedTerms banded, BigDecimal vatRate) implements ContractTerms {

        public Ecf {
            checkVatRate(vatRate);
        }
    }

    /** A contract in which ECTs fill the bands, and mentors are paid for at a flat rate. */
    record IttecfEctp(BandedTerms ects, FlatRateTerms mentors, BigDecimal vatRate) implements ContractTerms {

        public IttecfEctp {
            checkVatRate(vatRate);
        }
    }

    private static void checkVatRate(BigDecimal rate) {
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A VAT rate must be between 0 and 1, but is " + rate);
        }
    }
}
