package uk.gov.education.training.funding.store;

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
 * A statement without its figures.
 *
 * @param paidBreakdown as it was paid, as JSON; null until it is
 */
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
        Instant createdAt) {

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

    /** As it is published. */
    public Statement with(Totals totals) {
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
        return in(StatementStatus.PAYABLE, null, null);
    }

    public StatementRecord paid(Instant at, String breakdown) {
        return in(StatementStatus.PAID, at, breakdown);
    }

    private StatementRecord in(StatementStatus now, @Nullable Instant at, @Nullable String breakdown) {
        return new StatementRecord(
                id,
                contractId,
                leadProviderId,
                cohort,
                month,
                year,
                feeType,
                now,
                deadlineDate,
                paymentDate,
                at,
                breakdown,
                createdAt);
    }
}
