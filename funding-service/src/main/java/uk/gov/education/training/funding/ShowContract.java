package uk.gov.education.training.funding;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.domain.contracts.Contract;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.funding.store.FinanceActions;
import uk.gov.education.training.funding.store.FinanceActions.FinanceAction;

/** A contract with all that DfE finance sees of it, and decides by. */
@ApplicationScoped
public class ShowContract {

    private final Contracts contracts;
    private final FinanceActions actions;

    ShowContract(Contracts contracts, FinanceActions actions) {
        this.contracts = contracts;
        this.actions = actions;
    }

    public record Shown(Contract agreement, List<FinanceAction> history) {

        public EntityTag tag() {
            return EntityTag.of(this);
        }
    }

    /** Empty if there is none with this id. */
    public Uni<Optional<Shown>> one(SqlClient db, UUID id) {
        return contracts.find(db, id).chain(found -> found.map(
                        agreement -> with(db, agreement).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    Uni<Shown> with(SqlClient db, Contract agreement) {
        return actions.ofContract(db, agreement.id()).map(history -> new Shown(agreement, history));
    }
}
