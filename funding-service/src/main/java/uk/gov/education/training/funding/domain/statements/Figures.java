package uk.gov.education.training.funding.domain.statements;

import java.math.BigDecimal;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.Rounding;

/** The figures of statements, in whole pence: what was written as 12.5 and read again is 12.50, and the same. */
public final class Figures {

    private Figures() {}

    public static boolean same(Totals some, Totals others) {
        return inPence(some).equals(inPence(others));
    }

    public static Totals inPence(Totals totals) {
        return new Totals(
                pence(totals.outputFees()),
                pence(totals.upliftFees()),
                pence(totals.serviceFee()),
                pence(totals.clawbacks()),
                pence(totals.adjustments()),
                pence(totals.vat()),
                pence(totals.total()));
    }

    private static BigDecimal pence(BigDecimal amount) {
        return Rounding.rounded(amount);
    }

    /** The same statement with other figures. */
    public static Statement with(Statement statement, Totals totals) {
        return new Statement(
                statement.id(),
                statement.leadProviderId(),
                statement.cohort(),
                statement.month(),
                statement.year(),
                statement.feeType(),
                statement.status(),
                statement.deadlineDate(),
                statement.paymentDate(),
                statement.paidAt(),
                statement.createdAt(),
                totals);
    }
}
