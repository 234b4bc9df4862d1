package uk.gov.education.training.funding;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Statement.Totals;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.Kind;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.domain.statements.StatementTransitions;
import uk.gov.education.training.funding.store.DeclarationPayments;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IfMatch;

/** Authorises the payment of a statement, and freezes its amounts. */
@ApplicationScoped
public class AuthorisePayment {

    private final Transactions transactions;
    private final Statements statements;
    private final DeclarationPayments declarationPayments;
    private final ShowStatement showStatement;
    private final PublishStatements publishStatements;
    private final FinanceActions financeActions;
    private final SettleDeclarations settleDeclarations;

    AuthorisePayment(
            Transactions transactions,
            Statements statements,
            DeclarationPayments declarationPayments,
            ShowStatement showStatement,
            PublishStatements publishStatements,
            FinanceActions financeActions,
            SettleDeclarations settleDeclarations) {
        this.transactions = transactions;
        this.statements = statements;
        this.declarationPayments = declarationPayments;
        this.showStatement = showStatement;
        this.publishStatements = publishStatements;
        this.financeActions = financeActions;
        this.settleDeclarations = settleDeclarations;
    }

    /**
     * Authorises exactly the amounts that the caller has seen: the statement stays locked until the end.
     *
     * @param ifMatch the version of the statement that the caller has seen
     */
    public Uni<Void> authorise(UUID id, IfMatch ifMatch, RequestedBy requestedBy) {
        return transactions
                .inTransaction(tx -> statements
                        .lockWithEarlierUnpaid(tx, id)
                        .chain(locked -> authorise(tx, find(id, locked), locked, ifMatch, requestedBy)))
                .invoke(() -> settleDeclarations.settleInBackground(requestedBy.cause()));
    }

    private static StatementRecord find(UUID id, List<StatementRecord> locked) {
        return locked.stream()
                .filter(statement -> statement.id().equals(id))
                .findFirst()
                .orElseThrow(ShowStatement::notFound);
    }

    private Uni<Void> authorise(
            SqlConnection tx,
            StatementRecord statement,
            List<StatementRecord> locked,
            IfMatch ifMatch,
            RequestedBy requestedBy) {
        List<StatementRecord> earlier =
                locked.stream().filter(one -> !one.id().equals(statement.id())).toList();
        return showStatement
                .requireSeen(tx, statement, ifMatch)
                .call(details -> declarationPayments
                        .markSettledBy(tx, statement.id())
                        .invoke(settled -> requireCanBePaid(statement, settled > 0, requestedBy)))
                .call(details -> declarationPayments
                        .unsettled(tx, earlier.stream().map(StatementRecord::id).toList())
                        .invoke(unsettled -> requirePaymentOrder(earlier, unsettled)))
                .chain(details -> pay(tx, statement, details.calculated().breakdown(), requestedBy));
    }

    private static void requireCanBePaid(
            StatementRecord statement, boolean somethingToSettle, RequestedBy requestedBy) {
        ApiException.requireAccepted(StatementTransitions.authorisePayment(
                statement.feeType(),
                statement.status(),
                statement.deadlineDate(),
                somethingToSettle,
                London.dateOf(requestedBy.cause().at())));
    }

    private static void requirePaymentOrder(List<StatementRecord> earlier, Set<UUID> unsettled) {
        ApiException.requireAccepted(StatementTransitions.requirePaymentOrder(earlier.stream()
                .filter(statement -> unsettled.contains(statement.id()))
                .collect(toMap(
                        statement -> YearMonth.of(statement.year(), statement.month()),
                        StatementRecord::id,
                        (one, other) -> one,
                        TreeMap::new))));
    }

    private Uni<Void> pay(SqlConnection tx, StatementRecord statement, Breakdown breakdown, RequestedBy requestedBy) {
        Totals totals = breakdown.totals();
        StatementRecord paid = statement.paid(requestedBy.cause().at(), Json.write(breakdown));
        return statements
                .makePaid(tx, paid)
                .chain(() -> financeActions.record(
                        tx,
                        List.of(paid.id()),
                        Kind.PAYMENT_AUTHORISED,
                        "Total " + totals.total().toPlainString() + " with VAT",
                        requestedBy.auditEntry(totals.total())))
                .chain(() -> publishStatements.publish(
                        tx,
                        List.of(paid.id()),
                        requestedBy.cause(),
                        (id, published) -> Optional.of(
                                new Decision<>(paid.toStatement(totals), List.of(new StatementPaid(totals.total()))))));
    }
}
