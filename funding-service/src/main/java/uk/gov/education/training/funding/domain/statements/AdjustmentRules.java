package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.domain.DecimalRules;
import uk.gov.education.training.funding.domain.Reason;

/** What DfE finance can add to a statement by hand, and until when. */
public final class AdjustmentRules {

    private static final int DECIMALS = 4;

    private AdjustmentRules() {}

    /** Why the statement can't be adjusted; empty if it can. */
    public static Optional<String> whyNot(FeeType feeType, StatementStatus status) {
        if (feeType == FeeType.SERVICE) {
            return Optional.of("The statement pays the service fee only. Adjust the next output statement.");
        }
        return switch (status) {
            case OPEN, PAYABLE -> Optional.empty();
            case PAID ->
                Optional.of("The statement is paid, and stays as it was paid. Adjust an output statement of this lead"
                        + " provider that is not paid yet.");
        };
    }

    /** Everything that keeps this from being an adjustment; empty if it is one. */
    public static List<Reason> whyNot(@Nullable String paymentType, @Nullable BigDecimal amount) {
        List<Reason> reasons = new ArrayList<>();
        String text = paymentType == null ? "" : PlainText.squeezed(paymentType);
        if (!PlainText.isVisible(text) || PlainText.length(text) > Adjustment.LONGEST_PAYMENT_TYPE) {
            reasons.add(new Reason(
                    "payment_type",
                    "Say in at most " + Adjustment.LONGEST_PAYMENT_TYPE + " characters what it is for."));
        } else if (!PlainText.isPlain(text)) {
            reasons.add(new Reason(
                    "payment_type",
                    "Say it on one line, of whole characters, without control characters or ones that change the"
                            + " direction of writing."));
        }
        if (amount == null
                || !DecimalRules.hasAtMost(DECIMALS, amount)
                || amount.signum() == 0
                || amount.abs().compareTo(Adjustment.LIMIT) > 0) {
            reasons.add(new Reason(
                    "amount",
                    "Give an amount in pounds between -1000000 and 1000000, with at most four decimals, but not 0."));
        }
        return reasons;
    }

    /** The adjustment. Only if nothing keeps this from being one. */
    public static Adjustment adjustment(String paymentType, BigDecimal amount) {
        return new Adjustment(PlainText.squeezed(paymentType), DecimalRules.exact(amount));
    }
}
