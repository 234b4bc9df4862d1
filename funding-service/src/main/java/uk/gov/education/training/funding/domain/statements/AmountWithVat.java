package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * An amount and its VAT, in pounds and not rounded. Negative if the lead provider owes it.
 *
 * @param subtotal before VAT
 */
public record AmountWithVat(BigDecimal subtotal, BigDecimal vat) {

    public static AmountWithVat of(BigDecimal subtotal, Vat vat) {
        return new AmountWithVat(subtotal, vat.on(subtotal));
    }

    public BigDecimal total() {
        return subtotal.add(vat);
    }

    public AmountWithVat plus(AmountWithVat other) {
        return new AmountWithVat(subtotal.add(other.subtotal), vat.add(other.vat));
    }
}
