package uk.gov.education.training.funding.store;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTNERSHIPS;
import static uk.gov.education.training.events.Topics.STATEMENTS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.platform.messaging.CatchUpTracker;
import uk.gov.education.training.platform.messaging.FactStore;

/** Reads the facts from topics that contracts depend on. */
@ApplicationScoped
public class TopicFacts {

    // Uses the index on facts of V1.
    private static final String IS_KNOWN_LEAD_PROVIDER = """
            select exists (select from facts
                           where topic = 'partnerships' and snapshot::jsonb ->> 'lead_provider_id' = $1)""";

    private final CatchUpTracker catchUpTracker;
    private final FactStore factStore;

    TopicFacts(CatchUpTracker catchUpTracker, FactStore factStore) {
        this.catchUpTracker = catchUpTracker;
        this.factStore = factStore;
    }

    /** Waits until this service has read everything that opening statements depends on. */
    public Uni<Void> awaitCatchUp() {
        return catchUpTracker
                .whenRead(STATEMENTS)
                .chain(() -> catchUpTracker.whenRead(FUNDING_DECISIONS))
                .chain(() -> catchUpTracker.whenRead(DECLARATIONS))
                .chain(() -> catchUpTracker.whenRead(CONTRACT_PERIODS));
    }

    public Uni<Optional<ContractPeriod>> contractPeriod(SqlConnection tx, int cohort) {
        String key = Integer.toString(cohort);
        return factStore.load(tx, List.of(key), CONTRACT_PERIODS).map(facts -> facts.get(key)
                .snapshot(CONTRACT_PERIODS));
    }

    /** Whether any partnership names the lead provider. school-updates-service publishes partnerships. */
    public Uni<Boolean> isKnownLeadProvider(SqlConnection tx, UUID leadProviderId) {
        return catchUpTracker
                .whenRead(PARTNERSHIPS)
                .chain(() -> tx.preparedQuery(IS_KNOWN_LEAD_PROVIDER).execute(Tuple.of(leadProviderId.toString())))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
