package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/** The rules for adjustments: which statements can be adjusted, and what an adjustment must contain. */
public final class AdjustmentRules {

    private static final int DECIMALS = 4;

    private AdjustmentRules() {}

    /** Accepts output statements that are not paid. */
    public static Verdict<StatementStatus> requireAdjustable(FeeType feeType, StatementStatus status) {
        if (feeType == FeeType.SERVICE) {
            return refused("The statement pays the service fee only. Adjust the next output statement.");
        }
        return switch (status) {
            case OPEN, PAYABLE -> Verdict.accepted(status);
            case PAID ->
                refused("The statement is paid and can't change. Adjust an output statement of this lead provider that"
                        + " is not paid yet.");
        };
    }

    private static Verdict<StatementStatus> refused(String detail) {
        return Verdict.refused("status", detail);
    }

    /** The adjustment, if payment type and amount are valid. */
    public static Verdict<Adjustment> adjustment(@Nullable String paymentType, @Nullable BigDecimal amount) {
        Reasons reasons = Reasons.all();
        String text = paymentType == null ? "" : PlainText.squeezed(paymentType);
        if (!PlainText.isVisible(text) || PlainText.length(text) > Adjustment.LONGEST_PAYMENT_TYPE) {
            reasons.add(
                    "payment_type",
                    "Say what the adjustment is for, in at most " + Adjustment.LONGEST_PAYMENT_TYPE + " characters.");
        } else if (!PlainText.isPlain(text)) {
            reasons.add(
                    "payment_type",
                    "Use one line of whole characters, without control characters or characters that change the"
                            + " direction of writing.");
        }
        if (amount == null
                || !DecimalRules.hasAtMost(DECIMALS, amount)
                || amount.signum() == 0
                || amount.abs().compareTo(Adjustment.LIMIT) > 0) {
            reasons.add(
                    "amount",
                    "Give an amount in pounds between -1000000 and 1000000, with at most four decimals, but not 0.");
        }
        return reasons.orAccept(() -> new Adjustment(text, DecimalRules.exact(amount)));
    }
}
