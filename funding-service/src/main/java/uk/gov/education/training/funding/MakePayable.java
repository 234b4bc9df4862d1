package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.events.StatementChange;
import uk.gov.education.training.events.StatementChange.StatementMadePayable;
import uk.gov.education.training.funding.audit.AuditEntry;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.Kind;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.statements.StatementTransitions;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IfMatch;

/**
 * Makes statements payable after their deadline. Later declarations go on later statements. A declaration from before
 * the deadline that arrives late still goes on the payable statement.
 */
@ApplicationScoped
public class MakePayable {

    private static final int BATCH = 200;

    private final Transactions transactions;
    private final Statements statements;
    private final ShowStatement showStatement;
    private final PublishStatements publishStatements;
    private final FinanceActions financeActions;
    private final SettleDeclarations settleDeclarations;

    MakePayable(
            Transactions transactions,
            Statements statements,
            ShowStatement showStatement,
            PublishStatements publishStatements,
            FinanceActions financeActions,
            SettleDeclarations settleDeclarations) {
        this.transactions = transactions;
        this.statements = statements;
        this.showStatement = showStatement;
        this.publishStatements = publishStatements;
        this.financeActions = financeActions;
        this.settleDeclarations = settleDeclarations;
    }

    /**
     * Makes one statement payable, at the request of DfE finance.
     *
     * @param ifMatch the version of the statement that the caller has seen
     */
    public Uni<Void> makePayable(UUID id, IfMatch ifMatch, RequestedBy requestedBy) {
        LocalDate today = London.dateOf(requestedBy.cause().at());
        return transactions
                .inTransaction(tx -> statements
                        .lock(tx, id)
                        .map(found -> found.orElseThrow(ShowStatement::notFound))
                        .chain(statement -> showStatement.requireSeen(tx, statement, ifMatch))
                        .chain(details -> makePayable(
                                tx,
                                List.of(requireDue(details.calculated().statement(), today)),
                                requestedBy.auditEntry(details.total()),
                                requestedBy.cause())))
                .invoke(() -> settleDeclarations.settleInBackground(requestedBy.cause()));
    }

    private static StatementRecord requireDue(StatementRecord statement, LocalDate today) {
        ApiException.requireAccepted(StatementTransitions.makePayable(
                statement.feeType(), statement.status(), statement.deadlineDate(), today));
        return statement;
    }

    /** Makes all statements payable whose deadline has passed, in batches. */
    public Uni<Void> allDue(RequestedBy requestedBy) {
        LocalDate today = London.dateOf(requestedBy.cause().at());
        return transactions
                .inTransaction(tx -> statements
                        .lockDue(tx, today, BATCH)
                        .call(due -> makePayable(tx, due, requestedBy.auditEntry(), requestedBy.cause())))
                .chain(due -> {
                    if (due.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    settleDeclarations.settleInBackground(requestedBy.cause());
                    return allDue(requestedBy);
                });
    }

    private Uni<Void> makePayable(SqlConnection tx, List<StatementRecord> due, AuditEntry auditEntry, Cause cause) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, StatementRecord> byId =
                due.stream().collect(Collectors.toMap(StatementRecord::id, Function.identity()));
        return statements
                .makePayable(tx, byId.keySet())
                .chain(() -> financeActions.record(
                        tx, byId.keySet(), Kind.MADE_PAYABLE, "Its deadline has passed", auditEntry))
                .chain(() -> publishStatements.publish(
                        tx, byId.keySet(), cause, (id, published) -> payable(byId.get(id), published)));
    }

    /** Empty if the statement was never published: its first calculation publishes it as payable. */
    private static Optional<Decision<StatementChange, Statement>> payable(
            StatementRecord statement, Optional<Statement> published) {
        return published.map(known ->
                new Decision<>(statement.payable().toStatement(known.totals()), List.of(new StatementMadePayable())));
    }
}
