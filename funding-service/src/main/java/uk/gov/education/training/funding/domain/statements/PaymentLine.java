package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;

/**
 * A number of declarations at one fee.
 *
 * @param unitFee for each declaration, in pounds and not rounded
 * @param billable number of declarations paid for
 * @param refundable number of declarations clawed back
 */
public record PaymentLine(BigDecimal unitFee, int billable, int refundable) {

    /** Negative if more declarations are clawed back than paid for. */
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
