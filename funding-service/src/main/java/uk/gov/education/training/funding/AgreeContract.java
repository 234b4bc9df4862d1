package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.funding.ShowContract.ContractWithHistory;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.Kind;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.domain.contracts.ContractPeriodRules;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.TopicFacts;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.web.ApiException;

/** Agrees a contract with a lead provider for a cohort, and opens its statements. */
@ApplicationScoped
public class AgreeContract {

    private final Transactions transactions;
    private final TopicFacts topicFacts;
    private final Contracts contracts;
    private final ShowContract showContract;
    private final OpenStatements openStatements;
    private final FinanceActions financeActions;
    private final SettleDeclarations settleDeclarations;

    AgreeContract(
            Transactions transactions,
            TopicFacts topicFacts,
            Contracts contracts,
            ShowContract showContract,
            OpenStatements openStatements,
            FinanceActions financeActions,
            SettleDeclarations settleDeclarations) {
        this.transactions = transactions;
        this.topicFacts = topicFacts;
        this.contracts = contracts;
        this.showContract = showContract;
        this.openStatements = openStatements;
        this.financeActions = financeActions;
        this.settleDeclarations = settleDeclarations;
    }

    /** @param isNew whether this request created the contract */
    public record Agreed(ContractWithHistory contract, boolean isNew) {}

    /**
     * Agrees a contract. Requires a known lead provider, and a cohort whose payments are not frozen. The same contract
     * again changes nothing. A contract that was lost with the database is restored: its published statements prove
     * that it was agreed, so these requirements do not apply.
     */
    public Uni<Agreed> agree(ContractDetails details, RequestedBy requestedBy) {
        Contract contract = ApiException.requireAccepted(details.toContract());
        // After a database loss, statements must not open before the published ones are read back.
        return topicFacts
                .awaitCatchUp()
                .chain(() -> transactions.inTransaction(tx -> agree(tx, contract, requestedBy)))
                .invoke(() -> settleDeclarations.settleInBackground(requestedBy.cause()));
    }

    private Uni<Agreed> agree(SqlConnection tx, Contract contract, RequestedBy requestedBy) {
        return topicFacts
                .contractPeriod(tx, contract.cohort())
                .map(period -> ApiException.requireAccepted(ContractPeriodRules.requireExists(period)))
                .chain(period -> contracts
                        .insert(tx, contract)
                        .call(isNew -> isNew ? open(tx, contract, period, requestedBy) : requireSame(tx, contract)))
                .chain(isNew -> showContract.withHistory(tx, contract).map(agreed -> new Agreed(agreed, isNew)));
    }

    private Uni<Void> requireSame(SqlConnection tx, Contract contract) {
        return contracts
                .find(tx, contract.id())
                .invoke(existing -> {
                    if (!existing.equals(Optional.of(contract))) {
                        throw ApiException.invalid(
                                "cohort",
                                "This lead provider already has a contract with other terms in this cohort. To change"
                                        + " it, send the terms as PUT /api/v1/contracts/" + contract.id() + ".");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> open(SqlConnection tx, Contract contract, ContractPeriod period, RequestedBy requestedBy) {
        return openStatements
                .werePublished(tx, contract)
                .chain(published -> published
                        ? Uni.createFrom().voidItem()
                        : requireKnownLeadProvider(tx, contract)
                                .invoke(() -> ApiException.requireAccepted(ContractPeriodRules.requireNotFrozen(
                                        contract.cohort(),
                                        Optional.of(period),
                                        requestedBy.cause().at()))))
                .chain(() -> financeActions.record(
                        tx, contract.id(), Kind.CONTRACT_AGREED, "With its statements", requestedBy.auditEntry()))
                .chain(() -> openStatements.open(tx, contract, requestedBy.cause()));
    }

    private Uni<Void> requireKnownLeadProvider(SqlConnection tx, Contract contract) {
        return topicFacts
                .isKnownLeadProvider(tx, contract.leadProviderId())
                .invoke(known -> {
                    if (!known) {
                        throw ApiException.invalid(
                                "lead_provider_id",
                                "No partnership names this lead provider. Check the id. For a new lead provider, DfE"
                                        + " support must confirm a partnership first.");
                    }
                })
                .replaceWithVoid();
    }
}
