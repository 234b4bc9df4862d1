package uk.gov.education.training.funding.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.domain.Rounding;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements.Published;

/**
 * A statement with its totals, as in a list.
 *
 * @param deadlineDate the last day for declarations on this statement
 * @param paidAt absent until it is paid
 * @param totals in a list the published totals, which include a change within about two seconds
 */
record StatementView(
        UUID id,
        UUID contractId,
        UUID leadProviderId,
        int cohort,
        int month,
        int year,
        FeeType feeType,
        StatementStatus status,
        LocalDate deadlineDate,
        LocalDate paymentDate,
        @Nullable Instant paidAt,
        Instant createdAt,
        Totals totals) {

    static StatementView of(Published published) {
        Statement snapshot = Json.read(published.snapshot(), Statement.class);
        return of(published.statement(), snapshot.totals());
    }

    static StatementView of(StatementRecord statement, Totals totals) {
        return new StatementView(
                statement.id(),
                statement.contractId(),
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
                Rounding.rounded(totals));
    }
}
