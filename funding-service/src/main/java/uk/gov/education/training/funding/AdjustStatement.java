package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.funding.domain.statements.AdjustmentRules;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.Adjustments.Made;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Doing;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IdempotencyKey;

/** DfE finance adds something to a statement requestedBy hand, or takes that back, until it is paid. */
@ApplicationScoped
public class AdjustStatement {

    private final Transactions transactions;
    private final Statements statements;
    private final ShowStatement show;
    private final Adjustments adjustments;
    private final FinanceActions actions;
    private final RecalculationQueue stale;

    AdjustStatement(
            Transactions transactions,
            Statements statements,
            ShowStatement show,
            Adjustments adjustments,
            FinanceActions actions,
            RecalculationQueue stale) {
        this.transactions = transactions;
        this.statements = statements;
        this.show = show;
        this.adjustments = adjustments;
        this.actions = actions;
        this.stale = stale;
    }

    /**
     * Adds an adjustment.
     *
     * @param id its own; if the statement has just this one already, it is answered and nothing is added
     * @param seen what finance has seen of the statement, if it says so
     * @throws Refusal if there is another one of this id
     */
    public Uni<Made> add(
            UUID id,
            UUID statementId,
            @Nullable String paymentType,
            @Nullable BigDecimal amount,
            IfMatch seen,
            RequestedBy requestedBy) {
        Refusals.refuseFor(AdjustmentRules.whyNot(paymentType, amount));
        Adjustment adjustment = AdjustmentRules.adjustment(paymentType, amount);
        return transactions.inTransaction(tx -> lock(tx, statementId).chain(statement -> adjustments
                .find(tx, id)
                .chain(made -> made.isPresent()
                        ? Uni.createFrom().item(same(made.get(), statementId, adjustment))
                        : seen(tx, statement, seen, requestedBy)
                                .chain(doing -> add(tx, id, statement, adjustment, doing)))));
    }

    private Uni<Made> add(SqlConnection tx, UUID id, StatementRecord statement, Adjustment adjustment, Doing doing) {
        requireUnpaid(statement);
        return adjustments.add(tx, id, statement.id(), adjustment).chain(added -> added.map(
                        made -> changed(tx, statement, Kind.ADJUSTMENT_ADDED, made, doing)
                                .replaceWith(made))
                .orElseGet(() -> addedMeanwhile(tx, id, statement.id(), adjustment)));
    }

    /** To another statement: only one request at a time can be at this one. */
    private Uni<Made> addedMeanwhile(SqlConnection tx, UUID id, UUID statementId, Adjustment adjustment) {
        return adjustments
                .find(tx, id)
                .map(made -> same(made.orElseThrow(IdempotencyKey::taken), statementId, adjustment));
    }

    private static Made same(Made made, UUID statementId, Adjustment adjustment) {
        if (made.statementId().equals(statementId) && made.adjustment().isSame(adjustment)) {
            return made;
        }
        throw IdempotencyKey.taken();
    }

    /** @param seen what finance has seen of the statement, if it says so */
    public Uni<Made> remove(UUID statementId, UUID adjustmentId, IfMatch seen, RequestedBy requestedBy) {
        return transactions.inTransaction(tx -> lock(tx, statementId).chain(statement -> seen(tx, statement, seen, requestedBy)
                .invoke(() -> requireUnpaid(statement))
                .chain(doing -> adjustments
                        .remove(tx, adjustmentId, statementId)
                        .map(removed -> removed.orElseThrow(() -> ApiException.notFound(
                                "adjustment_id", "The statement has no adjustment with this id.")))
                        .call(removed -> changed(tx, statement, Kind.ADJUSTMENT_REMOVED, removed, doing)))));
    }

    private Uni<Doing> seen(SqlConnection tx, StatementRecord statement, IfMatch seen, RequestedBy requestedBy) {
        return seen.isGiven()
                ? show.seen(tx, statement, seen).map(shown -> requestedBy.havingSeen(shown.total()))
                : Uni.createFrom().item(requestedBy.doing());
    }

    private Uni<StatementRecord> lock(SqlConnection tx, UUID statementId) {
        return statements.lock(tx, statementId).map(found -> found.orElseThrow(Refusals::noStatement));
    }

    private static void requireUnpaid(StatementRecord statement) {
        AdjustmentRules.whyNot(statement.feeType(), statement.status()).ifPresent(why -> {
            throw ApiException.invalid("status", why);
        });
    }

    private Uni<Void> changed(SqlConnection tx, StatementRecord statement, Kind kind, Made made, Doing doing) {
        String detail = made.adjustment().amount().toPlainString() + " for "
                + made.adjustment().paymentType();
        return actions.record(tx, List.of(statement), kind, detail, doing)
                .chain(() -> stale.mark(tx, List.of(statement.contractId())));
    }
}
