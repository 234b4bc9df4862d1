package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How money is shown. Nothing is rounded before. */
public final class Rounding {

    private Rounding() {}

    /**
     * To pence, half a penny away from zero. What rounds to zero has no sign. Amounts that are rounded one by one need
     * not add up.
     */
    public static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
