package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * So many at so much.
 *
 * @param unitFee for each, in pounds and not rounded
 * @param billable how many are paid for
 * @param refundable how many are clawed back
 */
public record PaymentLine(BigDecimal unitFee, int billable, int refundable) {

    /** Less than zero if more are clawed back than paid for. */
    public int count() {
        return billable - refundable;
    }

    public GrossAndRefund amounts() {
        return new GrossAndRefund(times(billable), times(refundable));
    }

    private BigDecimal times(int count) {
        return unitFee.multiply(BigDecimal.valueOf(count));
    }
}
