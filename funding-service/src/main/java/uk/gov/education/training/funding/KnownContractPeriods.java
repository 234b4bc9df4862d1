package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.delivery.Facts;

/** The contract periods as far as this service has heard of them. */
@ApplicationScoped
class KnownContractPeriods {

    private final Facts facts;

    KnownContractPeriods(Facts facts) {
        this.facts = facts;
    }

    Uni<Optional<ContractPeriod>> of(SqlConnection tx, int cohort) {
        String key = Integer.toString(cohort);
        return facts.load(tx, List.of(key), CONTRACT_PERIODS)
                .map(held -> held.get(key).snapshot(CONTRACT_PERIODS));
    }
}
