package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * An amount to pay and an amount to claw back, in pounds and not rounded.
 *
 * @param billable the amount that DfE pays
 * @param refundable the amount that DfE claws back, as a positive number
 */
public record GrossAndRefund(BigDecimal billable, BigDecimal refundable) {

    public static final GrossAndRefund ZERO = new GrossAndRefund(BigDecimal.ZERO, BigDecimal.ZERO);

    public static GrossAndRefund sum(Stream<GrossAndRefund> amounts) {
        return amounts.reduce(ZERO, GrossAndRefund::plus);
    }

    /** Negative if DfE claws back more than it pays. */
    public BigDecimal net() {
        return billable.subtract(refundable);
    }

    public GrossAndRefund plus(GrossAndRefund other) {
        return new GrossAndRefund(billable.add(other.billable), refundable.add(other.refundable));
    }
}
