package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;

/**
 * What a statement comes to, in pounds and not rounded. Less than zero if the lead provider owes it.
 *
 * @param subtotal before VAT
 */
public record AmountDue(BigDecimal subtotal, BigDecimal vat) {

    public static AmountDue of(BigDecimal subtotal, Vat vat) {
        return new AmountDue(subtotal, vat.on(subtotal));
    }

    public BigDecimal total() {
        return subtotal.add(vat);
    }

    public AmountDue plus(AmountDue other) {
        return new AmountDue(subtotal.add(other.subtotal), vat.add(other.vat));
    }
}
