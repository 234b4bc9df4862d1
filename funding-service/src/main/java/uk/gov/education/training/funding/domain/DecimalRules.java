package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers that somebody has written down: in whole pence, or hundredths of a whole. */
public final class DecimalRules {

    private static final BigDecimal MOST = new BigDecimal("9999999999.99");

    private DecimalRules() {}

    public static BigDecimal pence(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** As it was written, with two decimals at least. */
    public static BigDecimal exact(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 2 ? pence(stripped) : stripped;
    }

    public static boolean isInPence(BigDecimal amount) {
        return hasAtMost(2, amount);
    }

    /** Looks at the number of digits first: one with a huge exponent would fill the memory when it is written out. */
    public static boolean hasAtMost(int decimals, BigDecimal amount) {
        return (long) amount.precision() - amount.scale() <= MOST.precision()
                && amount.scale() <= 1_000
                && amount.stripTrailingZeros().scale() <= decimals;
    }

    public static void required(@Nullable BigDecimal amount, String field, List<Reason> reasons) {
        if (amount == null) {
            reasons.add(new Reason(field, "Give an amount in pounds, 0 for none."));
        } else {
            optional(amount, field, reasons);
        }
    }

    public static void optional(@Nullable BigDecimal amount, String field, List<Reason> reasons) {
        if (amount != null && (!isInPence(amount) || amount.signum() < 0 || amount.compareTo(MOST) > 0)) {
            reasons.add(new Reason(field, "Give an amount in pounds and whole pence, not less than 0."));
        }
    }

    public static void positive(@Nullable BigDecimal amount, String field, List<Reason> reasons) {
        if (amount == null || !isInPence(amount) || amount.signum() <= 0 || amount.compareTo(MOST) > 0) {
            reasons.add(new Reason(field, "Give an amount in pounds and whole pence, more than 0."));
        }
    }

    /** @return whether it is one */
    public static boolean ratio(@Nullable BigDecimal ratio, String field, List<Reason> reasons) {
        boolean usable =
                ratio != null && isInPence(ratio) && ratio.signum() >= 0 && ratio.compareTo(BigDecimal.ONE) <= 0;
        if (!usable) {
            reasons.add(new Reason(field, "Give a number from 0 to 1 with at most two decimals, such as 0.60."));
        }
        return usable;
    }
}
