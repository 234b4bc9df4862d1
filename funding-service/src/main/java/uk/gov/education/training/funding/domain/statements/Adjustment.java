package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.Collection;
import uk.gov.education.training.events.PlainText;

/**
 * What DfE finance adds to a statement, or takes off it, by hand.
 *
 * @param paymentType what it is for, in words
 * @param amount in pounds, less than zero if taken off
 */
public record Adjustment(String paymentType, BigDecimal amount) {

    public static final BigDecimal LIMIT = new BigDecimal(1_000_000);
    public static final int LONGEST_PAYMENT_TYPE = 500;

    public Adjustment {
        if (paymentType.isBlank() || PlainText.length(paymentType) > LONGEST_PAYMENT_TYPE) {
            throw new IllegalArgumentException(
                    "An adjustment says what it is for, in up to " + LONGEST_PAYMENT_TYPE + " characters");
        }
        if (amount.signum() == 0 || amount.abs().compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "An adjustment is of something up to " + LIMIT + " either way, but this is of " + amount);
        }
    }

    /** Whether it is for the same and of as much, however that is written. */
    public boolean isSame(Adjustment other) {
        return paymentType.equals(other.paymentType) && amount.compareTo(other.amount) == 0;
    }

    public static BigDecimal total(Collection<Adjustment> adjustments) {
        return adjustments.stream().map(Adjustment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
