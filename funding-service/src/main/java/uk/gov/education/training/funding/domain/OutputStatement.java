package uk.gov.education.training.funding.domain;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import uk.gov.education.training.events.Statement.StatementStatus;

/** A statement that pays for declarations, as far as what becomes of them depends on it. */
public record OutputStatement(UUID id, UUID contractId, StatementStatus status, LocalDate deadlineDate) {

    /** What is submitted can be paid by it. */
    boolean isOpen() {
        return status == StatementStatus.OPEN;
    }

    /** What was paid can be clawed back by it. */
    boolean isUnpaid() {
        return status != StatementStatus.PAID;
    }

    /** The first one whose deadline has not passed on a day; on the day itself it has not. */
    static Optional<OutputStatement> next(
            Collection<OutputStatement> statements, LocalDate day, Predicate<OutputStatement> which) {
        return statements.stream()
                .filter(which)
                .filter(statement -> !statement.deadlineDate().isBefore(day))
                .min(comparing(OutputStatement::deadlineDate).thenComparing(OutputStatement::id));
    }
}
