package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.Collection;
import uk.gov.education.training.events.PlainText;

/**
 * An amount that DfE finance adds to a statement by hand.
 *
 * @param paymentType the reason, in words
 * @param amount in pounds; negative to reduce the total
 */
public record Adjustment(String paymentType, BigDecimal amount) {

    public static final BigDecimal LIMIT = new BigDecimal(1_000_000);
    public static final int LONGEST_PAYMENT_TYPE = 500;

    public Adjustment {
        if (paymentType.isBlank() || PlainText.length(paymentType) > LONGEST_PAYMENT_TYPE) {
            throw new IllegalArgumentException(
                    "An adjustment must have a payment type of 1 to " + LONGEST_PAYMENT_TYPE + " characters");
        }
        if (amount.signum() == 0 || amount.abs().compareTo(LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "An adjustment must be between -" + LIMIT + " and " + LIMIT + " and not 0, but is " + amount);
        }
    }

    /** Whether payment type and amount are the same, regardless of trailing zeros. */
    public boolean isSame(Adjustment other) {
        return paymentType.equals(other.paymentType) && amount.compareTo(other.amount) == 0;
    }

    public static BigDecimal total(Collection<Adjustment> adjustments) {
        return adjustments.stream().map(Adjustment::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
