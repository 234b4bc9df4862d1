package uk.gov.education.training.events;

import static java.util.Comparator.comparing;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A payment of DfE to a lead provider, for one cohort in one month.
 *
 * @param month from 1 to 12
 * @param deadlineDate the last day on which something can still be declared for it: the API's {@code cut_off_date}
 * @param paymentDate when it is paid
 * @param paidAt the domain's time at which payment was authorised; null until then
 * @param createdAt in real time
 * @param totals as they would be paid now or, of a paid statement, as they were paid
 */
@RecordBuilder
public record Statement(
        UUID id,
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
        Totals totals)
        implements StatementBuilder.With {

    public enum FeeType {
        /** Pays for declarations, and the monthly service fee. */
        OUTPUT,
        /** Pays the monthly service fee only. */
        SERVICE
    }

    public enum StatementStatus {
        OPEN,
        PAYABLE,
        PAID
    }

    /**
     * Amounts in pounds, rounded to pence as they are shown, each by itself.
     *
     * @param outputFees for declarations, by band or, of mentors, at a flat rate
     * @param upliftFees for declarations with an uplift
     * @param serviceFee the monthly one
     * @param clawbacks zero or less
     * @param adjustments more or less than zero
     * @param vat on all of this
     * @param total with VAT
     */
    public record Totals(
            BigDecimal outputFees,
            BigDecimal upliftFees,
            BigDecimal serviceFee,
            BigDecimal clawbacks,
            BigDecimal adjustments,
            BigDecimal vat,
            BigDecimal total) {}

    /**
     * The statement that settles an event of a day: the output statement of the lead provider and cohort with the
     * earliest deadline that has not passed. The day of the deadline still counts.
     */
    public static Optional<Statement> next(
            Collection<Statement> statements, UUID leadProviderId, int cohort, LocalDate day) {
        return upcoming(statements, leadProviderId, cohort, day).min(comparing(Statement::deadlineDate));
    }

    /** All statements that could settle it, in any order. */
    public static Stream<Statement> upcoming(
            Collection<Statement> statements, UUID leadProviderId, int cohort, LocalDate day) {
        return statements.stream()
                .filter(statement -> statement.leadProviderId().equals(leadProviderId)
                        && statement.cohort() == cohort
                        && statement.feeType() == FeeType.OUTPUT
                        && !statement.deadlineDate().isBefore(day));
    }
}
