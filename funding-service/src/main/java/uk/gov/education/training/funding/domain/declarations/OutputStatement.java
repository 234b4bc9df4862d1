package uk.gov.education.training.funding.domain.declarations;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Statement.StatementStatus;

/** The parts of an output statement that decide the payment state of declarations. */
public record OutputStatement(UUID id, UUID contractId, StatementStatus status, LocalDate deadlineDate) {

    /**
     * An unpaid statement still takes declarations that arrive after its deadline, if they count from a day before it.
     */
    private boolean isUnpaid() {
        return status != StatementStatus.PAID;
    }

    /** The unpaid statement with the earliest deadline on or after a day. */
    static Optional<OutputStatement> next(Collection<OutputStatement> statements, LocalDate day) {
        return statements.stream()
                .filter(OutputStatement::isUnpaid)
                .filter(statement -> !statement.deadlineDate().isBefore(day))
                .min(comparing(OutputStatement::deadlineDate).thenComparing(OutputStatement::id));
    }
}
