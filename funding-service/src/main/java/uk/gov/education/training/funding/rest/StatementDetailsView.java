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
import uk.gov.education.training.funding.CalculateStatements.Calculated;
import uk.gov.education.training.funding.ShowStatement.Shown;
import uk.gov.education.training.funding.domain.contracts.ContractType;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.store.Adjustments.Made;
import uk.gov.education.training.funding.store.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.store.StatementRecord;

/**
 * @param totals as of now or, of a paid statement, as they were paid
 * @param breakdown likewise
 * @param history what DfE finance and the calendar did, earliest first
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

        static AdjustmentView of(Made made) {
            return new AdjustmentView(
                    made.id(),
                    made.adjustment().paymentType(),
                    made.adjustment().amount(),
                    made.createdAt());
        }
    }

    static StatementDetailsView of(Shown shown) {
        Calculated calculated = shown.calculated();
        StatementRecord statement = calculated.statement();
        return new StatementDetailsView(
                statement.id(),
                statement.contractId(),
                statement.leadProviderId(),
                statement.cohort(),
                calculated.agreement().type(),
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
                shown.adjustments().stream().map(AdjustmentView::of).toList(),
                shown.history());
    }
}
