package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * The VAT on payments to a lead provider.
 *
 * @param rate between 0 and 1
 * @param registered whether the lead provider is registered for VAT; otherwise DfE pays none
 */
public record Vat(BigDecimal rate, boolean registered) {

    public BigDecimal on(BigDecimal net) {
        return registered ? net.multiply(rate) : BigDecimal.ZERO;
    }
}
