package uk.gov.education.training.funding.rest;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.funding.CalculateStatements.CalculatedStatement;
import uk.gov.education.training.funding.ShowStatement.StatementDetails;
import uk.gov.education.training.funding.audit.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.domain.contracts.ContractType;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.store.Adjustments.StoredAdjustment;
import uk.gov.education.training.funding.store.StatementRecord;

/**
 * A statement in full.
 *
 * @param totals the current totals, or those at the time of payment
 * @param breakdown the current breakdown, or the one at the time of payment
 * @param history actions of DfE finance and the calendar, earliest first
 */
record StatementDetailsView(
        UUID id,
        UUID contractId,
        UUID leadProviderId,
        int cohort,
        ContractType contractType,
        int month,
        int year,
        FeeType feeType,
        StatementStatus status,
        LocalDate deadlineDate,
        LocalDate paymentDate,
        @Nullable Instant paidAt,
        Instant createdAt,
        Totals totals,
        Breakdown breakdown,
        List<AdjustmentView> adjustments,
        List<FinanceAction> history) {

    record AdjustmentView(UUID id, String paymentType, BigDecimal amount, Instant createdAt) {

        static AdjustmentView of(StoredAdjustment stored) {
            return new AdjustmentView(
                    stored.id(),
                    stored.adjustment().paymentType(),
                    stored.adjustment().amount(),
                    stored.createdAt());
        }
    }

    static StatementDetailsView of(StatementDetails details) {
        CalculatedStatement calculated = details.calculated();
        StatementRecord statement = calculated.statement();
        return new StatementDetailsView(
                statement.id(),
                statement.contractId(),
                statement.leadProviderId(),
                statement.cohort(),
                calculated.contract().type(),
                statement.month(),
                statement.year(),
                statement.feeType(),
                statement.status(),
                statement.deadlineDate(),
                statement.paymentDate(),
                statement.paidAt(),
                statement.createdAt(),
                calculated.breakdown().totals(),
                calculated.breakdown(),
                details.adjustments().stream().map(AdjustmentView::of).toList(),
                details.history());
    }
}
