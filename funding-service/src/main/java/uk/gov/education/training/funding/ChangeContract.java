package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.funding.ShowContract.ContractWithHistory;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.Kind;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.domain.contracts.ContractPeriodRules;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.funding.store.TopicFacts;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.IfMatch;

/** Changes the terms of a contract, and queues its unpaid statements for recalculation. */
@ApplicationScoped
public class ChangeContract {

    private final Transactions transactions;
    private final Contracts contracts;
    private final ShowContract showContract;
    private final TopicFacts topicFacts;
    private final FinanceActions financeActions;
    private final RecalculationQueue recalculationQueue;

    ChangeContract(
            Transactions transactions,
            Contracts contracts,
            ShowContract showContract,
            TopicFacts topicFacts,
            FinanceActions financeActions,
            RecalculationQueue recalculationQueue) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.showContract = showContract;
        this.topicFacts = topicFacts;
        this.financeActions = financeActions;
        this.recalculationQueue = recalculationQueue;
    }

    /**
     * Changes the terms.
     *
     * @param details all terms, not only the changed ones
     * @param given the names of the fields in the request, including null ones
     * @param ifMatch the version of the contract that the caller has seen
     */
    public Uni<ContractWithHistory> change(
            UUID id, ContractDetails details, Set<String> given, IfMatch ifMatch, RequestedBy requestedBy) {
        return transactions.inTransaction(tx -> contracts
                .lock(tx, id)
                .map(existing -> existing.orElseThrow(ShowContract::notFound))
                .chain(existing -> showContract.withHistory(tx, existing))
                .invoke(seen -> ifMatch.require(seen.tag(), "Its terms or its history are different now."))
                .map(ContractWithHistory::contract)
                .chain(existing -> change(tx, existing, changed(existing, details, given), requestedBy))
                .chain(changed -> showContract.withHistory(tx, changed)));
    }

    private static Contract changed(Contract existing, ContractDetails details, Set<String> given) {
        return ApiException.requireAccepted(
                details.withFixedFieldsOf(existing).toChangedContract(given).then(existing::changeTo));
    }

    private Uni<Contract> change(SqlConnection tx, Contract existing, Contract changed, RequestedBy requestedBy) {
        return topicFacts
                .contractPeriod(tx, existing.cohort())
                .invoke(period -> ApiException.requireAccepted(ContractPeriodRules.requireNotFrozen(
                        existing.cohort(), period, requestedBy.cause().at())))
                .chain(() -> changed.equals(existing)
                        ? Uni.createFrom().voidItem()
                        : update(tx, existing, changed, requestedBy))
                .replaceWith(changed);
    }

    private Uni<Void> update(SqlConnection tx, Contract existing, Contract changed, RequestedBy requestedBy) {
        return contracts
                .update(tx, changed)
                .chain(() -> financeActions.record(
                        tx, existing.id(), Kind.CONTRACT_CHANGED, existing.changes(changed), requestedBy.auditEntry()))
                .chain(() -> recalculationQueue.add(tx, List.of(existing.id())));
    }
}
