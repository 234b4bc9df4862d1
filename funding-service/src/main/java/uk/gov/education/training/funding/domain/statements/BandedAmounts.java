package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * What is paid in bands and what comes with it, in pounds and not rounded.
 *
 * @param outputs for what was declared
 * @param uplifts for those declarations that have an uplift
 * @param monthlyServiceFee may be less than zero
 * @param adjustments may be less than zero
 */
public record BandedAmounts(
        GrossAndRefund outputs, GrossAndRefund uplifts, BigDecimal monthlyServiceFee, BigDecimal adjustments) {

    /** Before VAT. */
    public BigDecimal subtotal() {
        return outputs.net().add(uplifts.net()).add(monthlyServiceFee).add(adjustments);
    }
}
