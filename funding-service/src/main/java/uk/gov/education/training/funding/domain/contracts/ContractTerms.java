package uk.gov.education.training.funding.domain.contracts;

import java.math.BigDecimal;

/** What DfE has agreed to pay a lead provider in a contract period. Each statement is of one contract. */
public sealed interface ContractTerms {

    BigDecimal DEFAULT_VAT_RATE = new BigDecimal("0.2");

    /** @return between 0 and 1 */
    BigDecimal vatRate();

    /** ECTs and mentors fill the same bands. */
    record Ecf(BandedTerms banded, BigDecimal vatRate) implements ContractTerms {

        public Ecf {
            checkVatRate(vatRate);
        }
    }

    /** ECTs fill the bands, and mentors are paid for at a flat rate. */
    record IttecfEctp(BandedTerms ects, FlatRateTerms mentors, BigDecimal vatRate) implements ContractTerms {

        public IttecfEctp {
            checkVatRate(vatRate);
        }
    }

    private static void checkVatRate(BigDecimal rate) {
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A VAT rate is between 0 and 1, but this is " + rate);
        }
    }
}
