package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.funding.CalculateStatements.CalculatedStatement;
import uk.gov.education.training.funding.ShowStatement.StatementDetails;
import uk.gov.education.training.funding.audit.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.domain.contracts.ContractType;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.store.Adjustments.StoredAdjustment;

/**
 * A statement in full. Its totals are the current ones or, once it is paid, those at the time of payment.
 *
 * @param breakdown the current breakdown, or the one at the time of payment
 * @param history actions of DfE finance and the calendar, earliest first
 */
record StatementDetailsView(
        @JsonUnwrapped StatementView statement,
        ContractType contractType,
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
        Breakdown breakdown = calculated.breakdown();
        return new StatementDetailsView(
                StatementView.of(calculated.statement(), breakdown.totals()),
                calculated.contract().type(),
                breakdown,
                details.adjustments().stream().map(AdjustmentView::of).toList(),
                details.history());
    }
}
