package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
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
import uk.gov.education.training.funding.domain.statements.StatementTransitions;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Doing;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.funding.store.StatementRecord;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.web.ApiException;

/**
 * Statements whose deadline has passed become payable: what is declared from now on is for later ones. What was
 * declared before, and is heard of late, still comes on them.
 */
@ApplicationScoped
public class MakePayable {

    private static final int BATCH = 200;

    private final Transactions transactions;
    private final Statements statements;
    private final ShowStatement show;
    private final PublishStatements publish;
    private final FinanceActions actions;
    private final TriggerSettlement declarations;

    MakePayable(
            Transactions transactions,
            Statements statements,
            ShowStatement show,
            PublishStatements publish,
            FinanceActions actions,
            TriggerSettlement declarations) {
        this.transactions = transactions;
        this.statements = statements;
        this.show = show;
        this.publish = publish;
        this.actions = actions;
        this.declarations = declarations;
    }

    /**
     * DfE finance does not wait for the calendar.
     *
     * @param seen what it has seen of the statement
     */
    public Uni<Void> one(UUID id, IfMatch seen, RequestedBy requestedBy) {
        LocalDate today = London.dateOf(requestedBy.cause().at());
        return transactions
                .inTransaction(tx -> statements
                        .lock(tx, id)
                        .map(found -> found.orElseThrow(Refusals::noStatement))
                        .chain(statement -> show.seen(tx, statement, seen))
                        .chain(shown -> flip(
                                tx,
                                List.of(allowed(shown.calculated().statement(), today)),
                                requestedBy.havingSeen(shown.total()),
                                requestedBy.cause())))
                .invoke(() -> declarations.begin(requestedBy.cause()));
    }

    private static StatementRecord allowed(StatementRecord statement, LocalDate today) {
        StatementTransitions.whyNotPayable(statement.feeType(), statement.status(), statement.deadlineDate(), today)
                .ifPresent(why -> {
                    throw ApiException.invalid("status", why);
                });
        return statement;
    }

    /** Those whose deadline is before the day of the cause, all of them. */
    Uni<Void> due(RequestedBy requestedBy) {
        LocalDate today = London.dateOf(requestedBy.cause().at());
        return transactions
                .inTransaction(tx -> statements
                        .lockDue(tx, today, BATCH)
                        .call(due -> flip(tx, due, requestedBy.doing(), requestedBy.cause())))
                .chain(due -> {
                    if (due.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    declarations.begin(requestedBy.cause());
                    return due(requestedBy);
                });
    }

    private Uni<Void> flip(SqlConnection tx, List<StatementRecord> due, Doing doing, Cause cause) {
        if (due.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, StatementRecord> byId =
                due.stream().collect(Collectors.toMap(StatementRecord::id, Function.identity()));
        return statements
                .makePayable(tx, byId.keySet())
                .chain(() -> actions.record(tx, due, Kind.MADE_PAYABLE, "Its deadline has passed", doing))
                .chain(() ->
                        publish.publish(tx, byId.keySet(), cause, (id, published) -> payable(byId.get(id), published)));
    }

    /** Of one that was never published nothing is said until it is calculated: then, that it is payable. */
    private static Optional<Decision<StatementChange, Statement>> payable(
            StatementRecord statement, Optional<Statement> published) {
        return published.map(
                known -> new Decision<>(statement.payable().with(known.totals()), List.of(new StatementMadePayable())));
    }
}
