package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import uk.gov.education.training.funding.ShowContract.Shown;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.platform.messaging.CatchUpTracker;
import uk.gov.education.training.platform.web.ApiException;

/** DfE finance agrees a contract with a lead provider for a cohort, and its statements open. */
@ApplicationScoped
public class AgreeContract {

    private final Transactions transactions;
    private final CatchUpTracker catchUpTracker;
    private final KnownContractPeriods contractPeriods;
    private final KnownLeadProviders leadProviders;
    private final Contracts contracts;
    private final ShowContract show;
    private final OpenStatements statements;
    private final FinanceActions actions;
    private final TriggerSettlement declarations;

    AgreeContract(
            Transactions transactions,
            CatchUpTracker catchUpTracker,
            KnownContractPeriods contractPeriods,
            KnownLeadProviders leadProviders,
            Contracts contracts,
            ShowContract show,
            OpenStatements statements,
            FinanceActions actions,
            TriggerSettlement declarations) {
        this.transactions = transactions;
        this.catchUpTracker = catchUpTracker;
        this.contractPeriods = contractPeriods;
        this.leadProviders = leadProviders;
        this.contracts = contracts;
        this.show = show;
        this.statements = statements;
        this.actions = actions;
        this.declarations = declarations;
    }

    /** @param isNew whether this request made it */
    public record Agreed(Shown contract, boolean isNew) {}

    /**
     * Agrees one, with a lead provider that is known and unless the cohort's payments are frozen. The same contract
     * again is the one that there is; so is one whose statements are published, though the database that knew it was
     * lost.
     */
    public Uni<Agreed> agree(ContractDetails details, RequestedBy requestedBy) {
        Refusals.refuseFor(details.whyNot());
        Contract wanted = details.agreement();
        // If the database was lost, what was published is read back before statements open again.
        return catchUpTracker
                .whenRead(STATEMENTS)
                .chain(() -> catchUpTracker.whenRead(FUNDING_DECISIONS))
                .chain(() -> catchUpTracker.whenRead(DECLARATIONS))
                .chain(() -> catchUpTracker.whenRead(CONTRACT_PERIODS))
                .chain(() -> transactions.inTransaction(tx -> agree(tx, wanted, requestedBy)))
                .invoke(() -> declarations.begin(requestedBy.cause()));
    }

    private Uni<Agreed> agree(SqlConnection tx, Contract wanted, RequestedBy requestedBy) {
        return requireContractPeriod(tx, wanted)
                .chain(() -> contracts.insert(tx, wanted))
                .call(isNew -> isNew ? open(tx, wanted, requestedBy) : requireSame(tx, wanted))
                .chain(isNew -> show.with(tx, wanted).map(shown -> new Agreed(shown, isNew)));
    }

    private Uni<Void> requireContractPeriod(SqlConnection tx, Contract wanted) {
        return contractPeriods
                .of(tx, wanted.cohort())
                .invoke(known -> {
                    if (known.isEmpty()) {
                        throw ApiException.invalid(
                                "cohort",
                                "There is no contract period of this year. DfE operations open one in schedule-service"
                                        + " (POST /api/v1/contract-periods) before it begins.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireSame(SqlConnection tx, Contract wanted) {
        return contracts
                .find(tx, wanted.id())
                .invoke(existing -> {
                    if (!existing.equals(Optional.of(wanted))) {
                        throw ApiException.invalid(
                                "cohort",
                                "This lead provider has a contract with other terms in this cohort. To change it, send"
                                        + " the terms as PUT /api/v1/contracts/" + wanted.id() + ".");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> open(SqlConnection tx, Contract agreement, RequestedBy requestedBy) {
        return statements
                .werePublished(tx, agreement)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : leadProviders
                                .require(tx, agreement.leadProviderId())
                                .chain(() -> contractPeriods.requireNotFrozen(
                                        tx,
                                        agreement.cohort(),
                                        requestedBy.cause().at())))
                .chain(() -> actions.record(
                        tx, agreement.id(), Kind.CONTRACT_AGREED, "With its statements", requestedBy.doing()))
                .chain(() -> statements.open(tx, agreement, requestedBy.cause()));
    }
}
