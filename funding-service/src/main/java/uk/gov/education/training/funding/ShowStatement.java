package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.CalculateStatements.CalculatedStatement;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.Adjustments.StoredAdjustment;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.EntityTag;
import uk.gov.education.training.platform.web.IfMatch;

/** Reads a statement with its breakdown, adjustments and history, as DfE finance sees it. */
@ApplicationScoped
public class ShowStatement {

    private final CalculateStatements calculateStatements;
    private final Adjustments adjustments;
    private final FinanceActions financeActions;

    ShowStatement(CalculateStatements calculateStatements, Adjustments adjustments, FinanceActions financeActions) {
        this.calculateStatements = calculateStatements;
        this.adjustments = adjustments;
        this.financeActions = financeActions;
    }

    public record StatementDetails(
            CalculatedStatement calculated, List<StoredAdjustment> adjustments, List<FinanceAction> history) {

        public EntityTag tag() {
            return EntityTag.of(this);
        }

        BigDecimal total() {
            return calculated.breakdown().totals().total();
        }

        String summary() {
            return "The statement is " + calculated.statement().status().name().toLowerCase(Locale.ROOT)
                    + " and its total with VAT is " + total().toPlainString() + " now.";
        }
    }

    public static ApiException notFound() {
        return ApiException.notFound("id", "No statement has this id.");
    }

    /** Empty if no statement has this id. */
    public Uni<Optional<StatementDetails>> find(SqlClient db, UUID id) {
        return calculateStatements.find(db, id).chain(found -> found.map(
                        calculated -> details(db, calculated).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /**
     * Requires that the caller has seen the current version of a statement, which this transaction has locked.
     *
     * @throws ApiException if the caller has not
     */
    Uni<StatementDetails> requireSeen(SqlClient tx, StatementRecord locked, IfMatch ifMatch) {
        return calculateStatements
                .calculate(tx, locked)
                .chain(calculated -> details(tx, calculated))
                .invoke(details -> ifMatch.require(details.tag(), details.summary()));
    }

    private Uni<StatementDetails> details(SqlClient db, CalculatedStatement calculated) {
        UUID id = calculated.statement().id();
        return adjustments.ofStatement(db, id).chain(adjusted -> financeActions
                .ofStatement(db, id)
                .map(history -> new StatementDetails(calculated, adjusted, history)));
    }
}
