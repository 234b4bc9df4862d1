package uk.gov.education.training.funding.domain.statements;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedMap;
import java.util.UUID;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * The rules for the status of a statement: from open to payable, and from payable to paid. A statement that pays the
 * service fee only stays open.
 */
public final class StatementTransitions {

    private StatementTransitions() {}

    /**
     * Whether a statement becomes payable. The day of the deadline itself still counts as before the deadline.
     *
     * @param today the London date
     */
    public static boolean becomesPayable(
            FeeType feeType, StatementStatus status, LocalDate deadlineDate, LocalDate today) {
        return switch (status) {
            case OPEN -> feeType == FeeType.OUTPUT && deadlineDate.isBefore(today);
            case PAYABLE, PAID -> false;
        };
    }

    /**
     * Makes a statement payable.
     *
     * @param today the London date
     * @return the new status
     */
    public static Verdict<StatementStatus> makePayable(
            FeeType feeType, StatementStatus status, LocalDate deadlineDate, LocalDate today) {
        if (becomesPayable(feeType, status, deadlineDate, today)) {
            return Verdict.accepted(StatementStatus.PAYABLE);
        }
        if (feeType == FeeType.SERVICE) {
            return refused("The statement pays the service fee only. It stays open.");
        }
        return refused(
                switch (status) {
                    case OPEN -> "The statement's deadline, " + deadlineDate + ", has not passed. Try again after it.";
                    case PAYABLE -> "The statement is payable already. There is nothing to do.";
                    case PAID -> "The statement is paid already. There is nothing to do.";
                });
    }

    /**
     * Statements of a contract must be paid in order, because each one fills the bands for the next. Out of order, a
     * declaration that is voided before its payment would leave later ones at the wrong price.
     *
     * @param unpaid the earlier statements with declarations to pay for or to claw back, by month
     */
    public static Verdict<SortedMap<YearMonth, UUID>> requirePaymentOrder(SortedMap<YearMonth, UUID> unpaid) {
        return unpaid.isEmpty()
                ? Verdict.accepted(unpaid)
                : refused("Statements of a contract must be paid in order, because each one fills the bands for the"
                        + " next. Authorise first: "
                        + unpaid.entrySet().stream()
                                .map(statement -> statement.getKey() + " (" + statement.getValue() + ")")
                                .collect(joining(", "))
                        + ".");
    }

    /**
     * Authorises the payment of a statement.
     *
     * @param somethingToSettle whether it has a payable declaration, or one to claw back
     * @param today the London date
     * @return the new status
     */
    public static Verdict<StatementStatus> authorisePayment(
            FeeType feeType,
            StatementStatus status,
            LocalDate deadlineDate,
            boolean somethingToSettle,
            LocalDate today) {
        if (feeType == FeeType.SERVICE) {
            return refused("The statement pays the service fee only. Only output statements are authorised.");
        }
        return switch (status) {
            case OPEN -> refused("The statement is still open. Try again after its deadline, " + deadlineDate + ".");
            case PAID -> refused("The statement is paid already. There is nothing to do.");
            case PAYABLE -> {
                if (!deadlineDate.isBefore(today)) {
                    yield refused("The statement's deadline, " + deadlineDate + ", has not passed.");
                }
                yield somethingToSettle
                        ? Verdict.accepted(StatementStatus.PAID)
                        : refused("The statement has no declaration to pay for or to claw back, so there is nothing to"
                                + " authorise. Move its adjustments to a statement that has one.");
            }
        };
    }

    private static <T> Verdict<T> refused(String detail) {
        return Verdict.refused("status", detail);
    }
}
