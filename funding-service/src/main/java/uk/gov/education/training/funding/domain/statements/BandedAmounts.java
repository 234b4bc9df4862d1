package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * The amounts of a payment in bands, in pounds and not rounded.
 *
 * @param outputs for declarations
 * @param uplifts for declarations with an uplift
 * @param monthlyServiceFee may be negative
 * @param adjustments may be negative
 */
public record BandedAmounts(
        GrossAndRefund outputs, GrossAndRefund uplifts, BigDecimal monthlyServiceFee, BigDecimal adjustments) {

    /** The sum before VAT. */
    public BigDecimal subtotal() {
        return outputs.net().add(uplifts.net()).add(monthlyServiceFee).add(adjustments);
    }
}
