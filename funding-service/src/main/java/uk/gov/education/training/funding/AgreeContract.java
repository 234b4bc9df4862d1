package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Progress;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.funding.ShowContract.Shown;
import uk.gov.education.training.funding.domain.Agreement;
import uk.gov.education.training.funding.domain.ContractDetails;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Kind;

/** DfE finance agrees a contract with a lead provider for a cohort, and its statements open. */
@ApplicationScoped
public class AgreeContract {

    private final Transactions transactions;
    private final Progress progress;
    private final KnownContractPeriods contractPeriods;
    private final KnownLeadProviders leadProviders;
    private final Contracts contracts;
    private final ShowContract show;
    private final OpenStatements statements;
    private final FinanceActions actions;
    private final Outbox outbox;
    private final LetDeclarationsFollow declarations;

    AgreeContract(
            Transactions transactions,
            Progress progress,
            KnownContractPeriods contractPeriods,
            KnownLeadProviders leadProviders,
            Contracts contracts,
            ShowContract show,
            OpenStatements statements,
            FinanceActions actions,
            Outbox outbox,
            LetDeclarationsFollow declarations) {
        this.transactions = transactions;
        this.progress = progress;
        this.contractPeriods = contractPeriods;
        this.leadProviders = leadProviders;
        this.contracts = contracts;
        this.show = show;
        this.statements = statements;
        this.actions = actions;
        this.outbox = outbox;
        this.declarations = declarations;
    }

    /** @param isNew whether this request made it */
    public record Agreed(Shown contract, boolean isNew) {}

    /**
     * Agrees one, with a lead provider that is known and unless the cohort's payments are frozen. The same contract
     * again is the one that there is; so is one whose statements are published, though the database that knew it was
     * lost.
     */
    public Uni<Agreed> agree(ContractDetails details, By by) {
        Refusals.refuseFor(details.whyNot());
        Agreement wanted = details.agreement();
        // If the database was lost, what was published is read back before statements open again.
        return progress.read(STATEMENTS)
                .chain(() -> progress.read(FUNDING_DECISIONS))
                .chain(() -> progress.read(DECLARATIONS))
                .chain(() -> progress.read(CONTRACT_PERIODS))
                .chain(() -> transactions.of(tx -> agree(tx, wanted, by)))
                .invoke(outbox::wake)
                .invoke(() -> declarations.begin(by.cause()));
    }

    private Uni<Agreed> agree(SqlConnection tx, Agreement wanted, By by) {
        return requireContractPeriod(tx, wanted)
                .chain(() -> contracts.insert(tx, wanted))
                .call(isNew -> isNew ? open(tx, wanted, by) : requireSame(tx, wanted))
                .chain(isNew -> show.with(tx, wanted).map(shown -> new Agreed(shown, isNew)));
    }

    private Uni<Void> requireContractPeriod(SqlConnection tx, Agreement wanted) {
        return contractPeriods
                .of(tx, wanted.cohort())
                .invoke(known -> {
                    if (known.isEmpty()) {
                        throw Refusal.invalid(
                                "cohort",
                                "There is no contract period of this year. DfE operations open one in schedule-service"
                                        + " (POST /api/v1/contract-periods) before it begins.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireSame(SqlConnection tx, Agreement wanted) {
        return contracts
                .find(tx, wanted.id())
                .invoke(existing -> {
                    if (!existing.equals(Optional.of(wanted))) {
                        throw Refusal.invalid(
                                "cohort",
                                "This lead provider has a contract with other terms in this cohort. To change it, send"
                                        + " the terms as PUT /api/v1/contracts/" + wanted.id() + ".");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> open(SqlConnection tx, Agreement agreement, By by) {
        return statements
                .werePublished(tx, agreement)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : leadProviders
                                .require(tx, agreement.leadProviderId())
                                .chain(() -> contractPeriods.requireNotFrozen(
                                        tx, agreement.cohort(), by.cause().at())))
                .chain(() ->
                        actions.record(tx, agreement.id(), Kind.CONTRACT_AGREED, "With its statements", by.doing()))
                .chain(() -> statements.open(tx, agreement, by.cause()));
    }
}
