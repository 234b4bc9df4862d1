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
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.StatementChange.StatementPaid;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.funding.domain.Breakdown;
import uk.gov.education.training.funding.domain.StatementProgress;
import uk.gov.education.training.funding.store.DeclarationPayments;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.funding.store.MonthlyStatement;
import uk.gov.education.training.funding.store.Statements;

/** DfE finance authorises the payment of a statement. Its figures stay as they are then. */
@ApplicationScoped
public class AuthorisePayment {

    private final Transactions transactions;
    private final Statements statements;
    private final DeclarationPayments declarations;
    private final ShowStatement show;
    private final PublishStatements publish;
    private final FinanceActions actions;
    private final Outbox outbox;
    private final LetDeclarationsFollow follow;

    AuthorisePayment(
            Transactions transactions,
            Statements statements,
            DeclarationPayments declarations,
            ShowStatement show,
            PublishStatements publish,
            FinanceActions actions,
            Outbox outbox,
            LetDeclarationsFollow follow) {
        this.transactions = transactions;
        this.statements = statements;
        this.declarations = declarations;
        this.show = show;
        this.publish = publish;
        this.actions = actions;
        this.outbox = outbox;
        this.follow = follow;
    }

    /**
     * Authorises what finance has seen, and nothing else: the statement stays locked from the look at it to the end.
     *
     * @param seen what it has seen of the statement
     */
    public Uni<Void> authorise(UUID id, IfMatch seen, By by) {
        return transactions
                .of(tx -> statements
                        .lockWithEarlierUnpaid(tx, id)
                        .chain(locked -> authorise(tx, named(id, locked), locked, seen, by)))
                .invoke(outbox::wake)
                .invoke(() -> follow.begin(by.cause()));
    }

    private static MonthlyStatement named(UUID id, List<MonthlyStatement> locked) {
        return locked.stream()
                .filter(statement -> statement.id().equals(id))
                .findFirst()
                .orElseThrow(Refusals::noStatement);
    }

    private Uni<Void> authorise(
            SqlConnection tx, MonthlyStatement statement, List<MonthlyStatement> locked, IfMatch seen, By by) {
        List<MonthlyStatement> earlier =
                locked.stream().filter(one -> !one.id().equals(statement.id())).toList();
        return show.seen(tx, statement, seen)
                .call(shown -> declarations
                        .countFor(tx, statement.id())
                        .invoke(counted -> require(statement, counted > 0, by)))
                .call(shown -> declarations
                        .unsettled(
                                tx, earlier.stream().map(MonthlyStatement::id).toList())
                        .invoke(unsettled -> requireInOrder(earlier, unsettled)))
                .chain(shown -> pay(tx, statement, shown.calculated().breakdown(), by));
    }

    private static void require(MonthlyStatement statement, boolean somethingToSettle, By by) {
        refuseFor(StatementProgress.whyNotPaid(
                statement.feeType(),
                statement.status(),
                statement.deadlineDate(),
                somethingToSettle,
                London.dateOf(by.cause().at())));
    }

    private static void requireInOrder(List<MonthlyStatement> earlier, Set<UUID> unsettled) {
        refuseFor(StatementProgress.whyNotBefore(earlier.stream()
                .filter(statement -> unsettled.contains(statement.id()))
                .collect(toMap(
                        statement -> YearMonth.of(statement.year(), statement.month()),
                        MonthlyStatement::id,
                        (one, other) -> one,
                        TreeMap::new))));
    }

    private static void refuseFor(Optional<String> why) {
        why.ifPresent(reason -> {
            throw Refusal.invalid("status", reason);
        });
    }

    private Uni<Void> pay(SqlConnection tx, MonthlyStatement statement, Breakdown breakdown, By by) {
        MonthlyStatement paid = statement.paid(by.cause().at(), CalculateStatements.json(breakdown));
        return statements
                .makePaid(tx, paid)
                .chain(() -> actions.record(
                        tx,
                        List.of(paid),
                        Kind.PAYMENT_AUTHORISED,
                        "Total " + breakdown.totals().total().toPlainString() + " with VAT",
                        by.havingSeen(breakdown.totals().total())))
                .chain(() -> publish.publish(
                        tx,
                        List.of(paid.id()),
                        by.cause(),
                        (id, published) -> Optional.of(new Decision<>(
                                paid.with(breakdown.totals()),
                                List.of(new StatementPaid(breakdown.totals().total()))))));
    }
}
