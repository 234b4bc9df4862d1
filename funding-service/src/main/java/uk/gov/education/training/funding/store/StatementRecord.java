package uk.gov.education.training.funding.store;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;

/**
 * A row of the table of statements, without amounts.
 *
 * @param paidBreakdown the breakdown at the time of payment, as JSON; null until it is paid
 */
@RecordBuilder
public record StatementRecord(
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
        @Nullable String paidBreakdown,
        Instant createdAt)
        implements StatementRecordBuilder.With {

    static final String COLUMNS = """
            s.id, s.contract_id, c.lead_provider_id, c.cohort, s.month, s.year, s.fee_type, s.status, s.deadline_date,
            s.payment_date, s.paid_at, s.paid_breakdown, s.created_at""";
    static final String FROM = " from statements s join contracts c on c.id = s.contract_id ";

    static StatementRecord of(Row row) {
        @Nullable OffsetDateTime paidAt = row.getOffsetDateTime(10);
        return new StatementRecord(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5),
                FeeType.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                StatementStatus.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getLocalDate(8),
                row.getLocalDate(9),
                paidAt == null ? null : paidAt.toInstant(),
                row.getString(11),
                row.getOffsetDateTime(12).toInstant());
    }

    /** The published form. */
    public Statement toStatement(Totals totals) {
        return new Statement(
                id,
                leadProviderId,
                cohort,
                month,
                year,
                feeType,
                status,
                deadlineDate,
                paymentDate,
                paidAt,
                createdAt,
                totals);
    }

    public StatementRecord payable() {
        return withStatus(StatementStatus.PAYABLE);
    }

    public StatementRecord paid(Instant at, String breakdown) {
        return withStatus(StatementStatus.PAID).withPaidAt(at).withPaidBreakdown(breakdown);
    }
}
