package uk.gov.education.training.funding.domain.statements;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;

/** When a statement goes from open to payable, and from payable to paid. One of service fees only stays open. */
public final class StatementTransitions {

    private StatementTransitions() {}

    /**
     * Whether it becomes payable now. The day of the deadline still counts as before it.
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
     * Why it can't be made payable; empty if it can.
     *
     * @param today the London date
     */
    public static Optional<String> whyNotPayable(
            FeeType feeType, StatementStatus status, LocalDate deadlineDate, LocalDate today) {
        if (becomesPayable(feeType, status, deadlineDate, today)) {
            return Optional.empty();
        }
        if (feeType == FeeType.SERVICE) {
            return Optional.of("The statement pays the service fee only. It stays open.");
        }
        return Optional.of(
                switch (status) {
                    case OPEN -> "The statement's deadline, " + deadlineDate + ", has not passed. Try again after it.";
                    case PAYABLE -> "The statement is payable already. There is nothing to do.";
                    case PAID -> "The statement is paid already. There is nothing to do.";
                });
    }

    /**
     * Why payment can't be authorised while earlier statements of the contract wait for theirs; empty if none does.
     * What is paid earlier fills the bands first, and what is paid stays: out of order, a declaration that is voided
     * before its payment would leave later ones at a price that is not theirs.
     *
     * @param unpaid the earlier statements with something to pay for or to claw back, by month
     */
    public static Optional<String> whyNotBefore(SortedMap<YearMonth, UUID> unpaid) {
        return unpaid.isEmpty()
                ? Optional.empty()
                : Optional.of("Statements of a contract are paid in order, since each fills the bands for the next."
                        + " Authorise first: "
                        + unpaid.entrySet().stream()
                                .map(statement -> statement.getKey() + " (" + statement.getValue() + ")")
                                .collect(joining(", "))
                        + ".");
    }

    /**
     * Why payment can't be authorised; empty if it can.
     *
     * @param somethingToSettle whether it has a declaration that is payable or that awaits being clawed back
     * @param today the London date
     */
    public static Optional<String> whyNotPaid(
            FeeType feeType,
            StatementStatus status,
            LocalDate deadlineDate,
            boolean somethingToSettle,
            LocalDate today) {
        if (feeType == FeeType.SERVICE) {
            return Optional.of("The statement pays the service fee only. Only output statements are authorised.");
        }
        return switch (status) {
            case OPEN ->
                Optional.of("The statement is still open. Try again after its deadline, " + deadlineDate + ".");
            case PAID -> Optional.of("The statement is paid already. There is nothing to do.");
            case PAYABLE -> {
                if (!deadlineDate.isBefore(today)) {
                    yield Optional.of("The statement's deadline, " + deadlineDate + ", has not passed.");
                }
                yield somethingToSettle
                        ? Optional.empty()
                        : Optional.of(
                                "The statement has no declaration to pay for or to claw back, so there is nothing to"
                                        + " authorise. What was adjusted on it can be adjusted on one that has.");
            }
        };
    }
}
