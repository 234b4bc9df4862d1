package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.audit.AuditEntry;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.Kind;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.funding.domain.statements.AdjustmentRules;
import uk.gov.education.training.funding.store.Adjustments;
import uk.gov.education.training.funding.store.Adjustments.StoredAdjustment;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.IfMatch;

/** Adds an adjustment to a statement, or removes one, until the statement is paid. */
@ApplicationScoped
public class AdjustStatement {

    private final Transactions transactions;
    private final Statements statements;
    private final ShowStatement showStatement;
    private final Adjustments adjustments;
    private final FinanceActions financeActions;
    private final RecalculationQueue recalculationQueue;

    AdjustStatement(
            Transactions transactions,
            Statements statements,
            ShowStatement showStatement,
            Adjustments adjustments,
            FinanceActions financeActions,
            RecalculationQueue recalculationQueue) {
        this.transactions = transactions;
        this.statements = statements;
        this.showStatement = showStatement;
        this.adjustments = adjustments;
        this.financeActions = financeActions;
        this.recalculationQueue = recalculationQueue;
    }

    /**
     * Adds an adjustment.
     *
     * @param id the adjustment's id. If the statement has this adjustment already, returns it and adds nothing
     * @param ifMatch the version of the statement that the caller has seen; optional
     * @throws ApiException if another adjustment has this id
     */
    public Uni<StoredAdjustment> add(
            UUID id,
            UUID statementId,
            @Nullable String paymentType,
            @Nullable BigDecimal amount,
            IfMatch ifMatch,
            RequestedBy requestedBy) {
        Adjustment adjustment = ApiException.requireAccepted(AdjustmentRules.adjustment(paymentType, amount));
        return transactions.inTransaction(tx -> lock(tx, statementId).chain(statement -> adjustments
                .find(tx, id)
                .chain(existing -> existing.isPresent()
                        ? Uni.createFrom().item(requireSame(existing.get(), statementId, adjustment))
                        : auditEntry(tx, statement, ifMatch, requestedBy)
                                .chain(auditEntry -> add(tx, id, statement, adjustment, auditEntry)))));
    }

    private Uni<StoredAdjustment> add(
            SqlConnection tx, UUID id, StatementRecord statement, Adjustment adjustment, AuditEntry auditEntry) {
        requireAdjustable(statement);
        return adjustments.add(tx, id, statement.id(), adjustment).chain(added -> added.map(
                        stored -> record(tx, statement, Kind.ADJUSTMENT_ADDED, stored, auditEntry)
                                .replaceWith(stored))
                .orElseGet(() -> addedMeanwhile(tx, id, statement.id(), adjustment)));
    }

    /** The id was used for another statement meanwhile: this statement is locked. */
    private Uni<StoredAdjustment> addedMeanwhile(SqlConnection tx, UUID id, UUID statementId, Adjustment adjustment) {
        return adjustments
                .find(tx, id)
                .map(existing -> requireSame(existing.orElseThrow(IdempotencyKey::taken), statementId, adjustment));
    }

    private static StoredAdjustment requireSame(StoredAdjustment existing, UUID statementId, Adjustment adjustment) {
        if (existing.statementId().equals(statementId) && existing.adjustment().isSame(adjustment)) {
            return existing;
        }
        throw IdempotencyKey.taken();
    }

    /** @param ifMatch the version of the statement that the caller has seen; optional */
    public Uni<StoredAdjustment> remove(UUID statementId, UUID adjustmentId, IfMatch ifMatch, RequestedBy requestedBy) {
        return transactions.inTransaction(tx -> lock(tx, statementId).chain(statement -> auditEntry(
                        tx, statement, ifMatch, requestedBy)
                .invoke(() -> requireAdjustable(statement))
                .chain(auditEntry -> adjustments
                        .remove(tx, adjustmentId, statementId)
                        .map(removed -> removed.orElseThrow(() -> ApiException.notFound(
                                "adjustment_id", "The statement has no adjustment with this id.")))
                        .call(removed -> record(tx, statement, Kind.ADJUSTMENT_REMOVED, removed, auditEntry)))));
    }

    private Uni<AuditEntry> auditEntry(
            SqlConnection tx, StatementRecord statement, IfMatch ifMatch, RequestedBy requestedBy) {
        return ifMatch.isGiven()
                ? showStatement
                        .requireSeen(tx, statement, ifMatch)
                        .map(details -> requestedBy.auditEntry(details.total()))
                : Uni.createFrom().item(requestedBy.auditEntry());
    }

    private Uni<StatementRecord> lock(SqlConnection tx, UUID statementId) {
        return statements.lock(tx, statementId).map(found -> found.orElseThrow(ShowStatement::notFound));
    }

    private static void requireAdjustable(StatementRecord statement) {
        ApiException.requireAccepted(AdjustmentRules.requireAdjustable(statement.feeType(), statement.status()));
    }

    private Uni<Void> record(
            SqlConnection tx, StatementRecord statement, Kind kind, StoredAdjustment stored, AuditEntry auditEntry) {
        String detail = stored.adjustment().amount().toPlainString() + " for "
                + stored.adjustment().paymentType();
        return financeActions
                .record(tx, List.of(statement.id()), kind, detail, auditEntry)
                .chain(() -> recalculationQueue.add(tx, List.of(statement.contractId())));
    }
}
