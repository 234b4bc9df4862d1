package uk.gov.education.training.funding;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.web.ApiException;

/** The contract periods as far as this service has heard of them. */
@ApplicationScoped
class KnownContractPeriods {

    private final FactStore factStore;

    KnownContractPeriods(FactStore factStore) {
        this.factStore = factStore;
    }

    /**
     * Refuses to go on if the cohort's payments are frozen at a moment.
     *
     * @throws Refusal if they are
     */
    Uni<Void> requireNotFrozen(SqlConnection tx, int cohort, Instant at) {
        return of(tx, cohort)
                .invoke(period -> {
                    if (period.isPresent() && period.get().paymentsFrozen(at)) {
                        throw ApiException.invalid(
                                "cohort",
                                "The payments of " + cohort
                                        + " are frozen: its contracts stay as they are, and none is added.");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Optional<ContractPeriod>> of(SqlConnection tx, int cohort) {
        String key = Integer.toString(cohort);
        return factStore.load(tx, List.of(key), CONTRACT_PERIODS).map(held -> held.get(key)
                .snapshot(CONTRACT_PERIODS));
    }
}
