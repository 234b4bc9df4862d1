package uk.gov.education.training.funding.domain.declarations;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Statement.StatementStatus;

/** A statement that pays for declarations, as far as what becomes of them depends on it. */
public record OutputStatement(UUID id, UUID contractId, StatementStatus status, LocalDate deadlineDate) {

    /** Until it is, whatever counts from a day up to its deadline is paid or clawed back by it, be it heard of late. */
    private boolean isUnpaid() {
        return status != StatementStatus.PAID;
    }

    /** The first unpaid one whose deadline has not passed on a day; on the day itself it has not. */
    static Optional<OutputStatement> next(Collection<OutputStatement> statements, LocalDate day) {
        return statements.stream()
                .filter(OutputStatement::isUnpaid)
                .filter(statement -> !statement.deadlineDate().isBefore(day))
                .min(comparing(OutputStatement::deadlineDate).thenComparing(OutputStatement::id));
    }
}
