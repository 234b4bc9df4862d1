package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * Money to and fro, in pounds and not rounded.
 *
 * @param billable what DfE pays
 * @param refundable what it claws back, as a positive amount
 */
public record GrossAndRefund(BigDecimal billable, BigDecimal refundable) {

    public static final GrossAndRefund ZERO = new GrossAndRefund(BigDecimal.ZERO, BigDecimal.ZERO);

    public static GrossAndRefund sum(Stream<GrossAndRefund> amounts) {
        return amounts.reduce(ZERO, GrossAndRefund::plus);
    }

    /** Less than zero if more is clawed back than paid. */
    public BigDecimal net() {
        return billable.subtract(refundable);
    }

    public GrossAndRefund plus(GrossAndRefund other) {
        return new GrossAndRefund(billable.add(other.billable), refundable.add(other.refundable));
    }
}
