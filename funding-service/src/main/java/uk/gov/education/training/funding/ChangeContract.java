package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.funding.ShowContract.Shown;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.Kind;
import uk.gov.education.training.funding.store.RecalculationQueue;

/** DfE finance changes the terms of a contract, requestedBy which its unpaid statements are calculated again. */
@ApplicationScoped
public class ChangeContract {

    private final Transactions transactions;
    private final Contracts contracts;
    private final ShowContract show;
    private final KnownContractPeriods contractPeriods;
    private final FinanceActions actions;
    private final RecalculationQueue stale;

    ChangeContract(
            Transactions transactions,
            Contracts contracts,
            ShowContract show,
            KnownContractPeriods contractPeriods,
            FinanceActions actions,
            RecalculationQueue stale) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.show = show;
        this.contractPeriods = contractPeriods;
        this.actions = actions;
        this.stale = stale;
    }

    /**
     * Changes the terms.
     *
     * @param details all of them, not only those that change
     * @param given the names of those that were said, be it that there is nothing to say
     * @param seen what finance has seen of the contract
     */
    public Uni<Shown> change(
            UUID id, ContractDetails details, Set<String> given, IfMatch seen, RequestedBy requestedBy) {
        return transactions.inTransaction(tx -> contracts
                .lock(tx, id)
                .map(existing -> existing.orElseThrow(Refusals::noContract))
                .chain(existing -> show.with(tx, existing))
                .invoke(shown -> seen.require(shown.tag(), "Its terms, or what was done about it, are others now."))
                .map(Shown::agreement)
                .chain(existing -> change(tx, existing, changed(existing, details, given), requestedBy))
                .chain(changed -> show.with(tx, changed)));
    }

    private static Contract changed(Contract existing, ContractDetails details, Set<String> given) {
        ContractDetails whole = details.of(existing);
        Refusals.refuseFor(whole.whyNotInstead(given));
        Contract changed = whole.agreement();
        Refusals.refuseFor(existing.whyNot(changed));
        return changed;
    }

    private Uni<Contract> change(SqlConnection tx, Contract existing, Contract changed, RequestedBy requestedBy) {
        return contractPeriods
                .requireNotFrozen(tx, existing.cohort(), requestedBy.cause().at())
                .chain(() -> changed.equals(existing)
                        ? Uni.createFrom().voidItem()
                        : contracts
                                .update(tx, changed)
                                .chain(() -> actions.record(
                                        tx,
                                        existing.id(),
                                        Kind.CONTRACT_CHANGED,
                                        existing.changes(changed),
                                        requestedBy.doing()))
                                .chain(() -> stale.mark(tx, List.of(existing.id()))))
                .replaceWith(changed);
    }
}
