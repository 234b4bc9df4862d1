package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
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
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.funding.domain.statements.Breakdown;
import uk.gov.education.training.funding.domain.statements.StatementTransitions;
import uk.gov.education.training.funding.store.DeclarationPayments;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.web.ApiException;

/** DfE finance authorises the payment of a statement. Its figures stay as they are then. */
@ApplicationScoped
public class AuthorisePayment {

    private final Transactions transactions;
    private final Statements statements;
    private final DeclarationPayments declarations;
    private final ShowStatement show;
    private final PublishStatements publish;
    private final FinanceActions actions;
    private final TriggerSettlement follow;

    AuthorisePayment(
            Transactions transactions,
            Statements statements,
            DeclarationPayments declarations,
            ShowStatement show,
            PublishStatements publish,
            FinanceActions actions,
            TriggerSettlement follow) {
        this.transactions = transactions;
        this.statements = statements;
        this.declarations = declarations;
        this.show = show;
        this.publish = publish;
        this.actions = actions;
        this.follow = follow;
    }

    /**
     * Authorises what finance has seen, and nothing else: the statement stays locked from the look at it to the end.
     *
     * @param seen what it has seen of the statement
     */
    public Uni<Void> authorise(UUID id, IfMatch seen, RequestedBy requestedBy) {
        return transactions
                .inTransaction(tx -> statements
                        .lockWithEarlierUnpaid(tx, id)
                        .chain(locked -> authorise(tx, named(id, locked), locked, seen, requestedBy)))
                .invoke(() -> follow.begin(requestedBy.cause()));
    }

    private static StatementRecord named(UUID id, List<StatementRecord> locked) {
        return locked.stream()
                .filter(statement -> statement.id().equals(id))
                .findFirst()
                .orElseThrow(Refusals::noStatement);
    }

    private Uni<Void> authorise(
            SqlConnection tx,
            StatementRecord statement,
            List<StatementRecord> locked,
            IfMatch seen,
            RequestedBy requestedBy) {
        List<StatementRecord> earlier =
                locked.stream().filter(one -> !one.id().equals(statement.id())).toList();
        return show.seen(tx, statement, seen)
                .call(shown -> declarations
                        .countFor(tx, statement.id())
                        .invoke(counted -> require(statement, counted > 0, requestedBy)))
                .call(shown -> declarations
                        .unsettled(tx, earlier.stream().map(StatementRecord::id).toList())
                        .invoke(unsettled -> requireInOrder(earlier, unsettled)))
                .chain(shown -> pay(tx, statement, shown.calculated().breakdown(), requestedBy));
    }

    private static void require(StatementRecord statement, boolean somethingToSettle, RequestedBy requestedBy) {
        refuseFor(StatementTransitions.whyNotPaid(
                statement.feeType(),
                statement.status(),
                statement.deadlineDate(),
                somethingToSettle,
                London.dateOf(requestedBy.cause().at())));
    }

    private static void requireInOrder(List<StatementRecord> earlier, Set<UUID> unsettled) {
        refuseFor(StatementTransitions.whyNotBefore(earlier.stream()
                .filter(statement -> unsettled.contains(statement.id()))
                .collect(toMap(
                        statement -> YearMonth.of(statement.year(), statement.month()),
                        StatementRecord::id,
                        (one, other) -> one,
                        TreeMap::new))));
    }

    private static void refuseFor(Optional<String> why) {
        why.ifPresent(reason -> {
            throw ApiException.invalid("status", reason);
        });
    }

    private Uni<Void> pay(SqlConnection tx, StatementRecord statement, Breakdown breakdown, RequestedBy requestedBy) {
        StatementRecord paid = statement.paid(requestedBy.cause().at(), CalculateStatements.json(breakdown));
        return statements
                .makePaid(tx, paid)
                .chain(() -> actions.record(
                        tx,
                        List.of(paid),
                        Kind.PAYMENT_AUTHORISED,
                        "Total " + breakdown.totals().total().toPlainString() + " with VAT",
                        requestedBy.havingSeen(breakdown.totals().total())))
                .chain(() -> publish.publish(
                        tx,
                        List.of(paid.id()),
                        requestedBy.cause(),
                        (id, published) -> Optional.of(new Decision<>(
                                paid.with(breakdown.totals()),
                                List.of(new StatementPaid(breakdown.totals().total()))))));
    }
}
