package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * Money to and fro, in pounds and not rounded.
 *
 * @param billable what DfE pays
 * @param refundable what it claws back, as a positive amount
 */
public record Amounts(BigDecimal billable, BigDecimal refundable) {

    public static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO);

    public static Amounts sum(Stream<Amounts> amounts) {
        return amounts.reduce(ZERO, Amounts::plus);
    }

    /** Less than zero if more is clawed back than paid. */
    public BigDecimal net() {
        return billable.subtract(refundable);
    }

    public Amounts plus(Amounts other) {
        return new Amounts(billable.add(other.billable), refundable.add(other.refundable));
    }
}
