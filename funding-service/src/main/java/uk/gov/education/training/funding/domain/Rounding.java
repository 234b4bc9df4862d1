package uk.gov.education.training.funding.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import uk.gov.education.training.events.Statement.Totals;

/** Rounds money for display. No calculation uses a rounded amount. */
public final class Rounding {

    private Rounding() {}

    /**
     * Rounds to pence, with half a penny away from zero. Zero has no sign. Amounts that are rounded separately need not
     * add up.
     */
    public static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** Rounds each total. Totals read from JSON may have fewer decimals, and are equal only after rounding. */
    public static Totals rounded(Totals totals) {
        return new Totals(
                rounded(totals.outputFees()),
                rounded(totals.upliftFees()),
                rounded(totals.serviceFee()),
                rounded(totals.clawbacks()),
                rounded(totals.adjustments()),
                rounded(totals.vat()),
                rounded(totals.total()));
    }
}
