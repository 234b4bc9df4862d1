package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.audit.FinanceActions;
import uk.gov.education.training.funding.audit.FinanceActions.FinanceAction;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.EntityTag;

/** Reads a contract with its history, as DfE finance sees it. */
@ApplicationScoped
public class ShowContract {

    private final Contracts contracts;
    private final FinanceActions financeActions;

    ShowContract(Contracts contracts, FinanceActions financeActions) {
        this.contracts = contracts;
        this.financeActions = financeActions;
    }

    public record ContractWithHistory(Contract contract, List<FinanceAction> history) {

        public EntityTag tag() {
            return EntityTag.of(this);
        }
    }

    public static ApiException notFound() {
        return ApiException.notFound("id", "No contract has this id.");
    }

    /** Empty if no contract has this id. */
    public Uni<Optional<ContractWithHistory>> find(SqlClient db, UUID id) {
        return contracts.find(db, id).chain(found -> found.map(
                        contract -> withHistory(db, contract).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    Uni<ContractWithHistory> withHistory(SqlClient db, Contract contract) {
        return financeActions.ofContract(db, contract.id()).map(history -> new ContractWithHistory(contract, history));
    }
}
