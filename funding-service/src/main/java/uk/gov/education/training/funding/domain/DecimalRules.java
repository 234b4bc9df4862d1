package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.rules.Reasons;

/** Checks decimal numbers in requests: amounts in whole pence, and ratios with two decimals. */
public final class DecimalRules {

    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private DecimalRules() {}

    public static BigDecimal pence(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** The exact amount, with at least two decimals. */
    public static BigDecimal exact(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? pence(stripped) : stripped;
    }

    public static boolean isInPence(BigDecimal amount) {
        return hasAtMost(2, amount);
    }

    /** Checks the number of digits first: expanding a number with a huge exponent would exhaust the memory. */
    public static boolean hasAtMost(int decimals, BigDecimal amount) {
        return (long) amount.precision() - amount.scale() <= MOST.precision()
                && amount.scale() <= 1_000
                && amount.stripTrailingZeros().scale() <= decimals;
    }

    public static void required(@Nullable BigDecimal amount, String field, Reasons reasons) {
        if (amount == null) {
            reasons.add(field, "Give an amount in pounds, 0 for none.");
        } else {
            optional(amount, field, reasons);
        }
    }

    public static void optional(@Nullable BigDecimal amount, String field, Reasons reasons) {
        if (amount != null && (!isInPence(amount) || amount.signum() < 0 || amount.compareTo(MOST) > 0)) {
            reasons.add(field, "Give an amount in pounds and whole pence, not less than 0.");
        }
    }

    public static void positive(@Nullable BigDecimal amount, String field, Reasons reasons) {
        if (amount == null || !isInPence(amount) || amount.signum() <= 0 || amount.compareTo(MOST) > 0) {
            reasons.add(field, "Give an amount in pounds and whole pence, more than 0.");
        }
    }

    /** @return whether the ratio is valid */
    public static boolean ratio(@Nullable BigDecimal ratio, String field, Reasons reasons) {
        boolean usable =
                ratio != null && isInPence(ratio) && ratio.signum() >= 0 && ratio.compareTo(BigDecimal.ONE) <= 0;
        if (!usable) {
            reasons.add(field, "Give a number from 0 to 1 with at most two decimals, such as 0.60.");
        }
        return usable;
    }
}
