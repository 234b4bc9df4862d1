package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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
    private final CalculateStatements calculate;
    private final PublishStatements publish;
    private final FinanceActions actions;
    private final Outbox outbox;
    private final LetDeclarationsFollow follow;

    AuthorisePayment(
            Transactions transactions,
            Statements statements,
            DeclarationPayments declarations,
            CalculateStatements calculate,
            PublishStatements publish,
            FinanceActions actions,
            Outbox outbox,
            LetDeclarationsFollow follow) {
        this.transactions = transactions;
        this.statements = statements;
        this.declarations = declarations;
        this.calculate = calculate;
        this.publish = publish;
        this.actions = actions;
        this.outbox = outbox;
        this.follow = follow;
    }

    public Uni<Void> authorise(UUID id, By by) {
        return transactions
                .of(tx -> statements
                        .lock(tx, id)
                        .map(found -> found.orElseThrow(Refusals::noStatement))
                        .call(statement ->
                                declarations.countFor(tx, id).invoke(counted -> require(statement, counted > 0, by)))
                        .chain(statement -> calculate.of(tx, statement))
                        .chain(calculated -> pay(tx, calculated.statement(), calculated.breakdown(), by)))
                .invoke(outbox::wake)
                .invoke(() -> follow.begin(by.cause()));
    }

    private static void require(MonthlyStatement statement, boolean somethingToSettle, By by) {
        StatementProgress.whyNotPaid(
                        statement.feeType(),
                        statement.status(),
                        statement.deadlineDate(),
                        somethingToSettle,
                        London.dateOf(by.cause().at()))
                .ifPresent(why -> {
                    throw Refusal.invalid("status", why);
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
                        by.doing()))
                .chain(() -> publish.publish(
                        tx,
                        List.of(paid.id()),
                        by.cause(),
                        (id, published) -> Optional.of(new Decision<>(
                                paid.with(breakdown.totals()),
                                List.of(new StatementPaid(breakdown.totals().total()))))));
    }
}
