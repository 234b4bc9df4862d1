package uk.gov.education.training.schedule;

import uk.gov.education.training.platform.messaging.Transactions;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriodChange;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.CatchUpTracker;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.schedule.domain.ShippedContractPeriods;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/**
 * Publishes, at start, each contract period that came with this version and was never published, and corrects those
 * that were published with other milestones. What was published is the catalogue from then on; after the loss of the
 * database it is read back.
 */
@ApplicationScoped
public class PublishContractPeriods {

    private static final Logger LOG = Logger.getLogger(PublishContractPeriods.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final DatabaseMigration databaseMigration;
    private final Transactions transactions;
    private final FactStore factStore;
    private final StoredContractPeriods storedContractPeriods;
    private final AssignSchedules assignSchedules;
    private final CatchUpTracker catchUpTracker;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    PublishContractPeriods(
            DatabaseMigration databaseMigration,
            Transactions transactions,
            FactStore factStore,
            StoredContractPeriods storedContractPeriods,
            AssignSchedules assignSchedules,
            CatchUpTracker catchUpTracker) {
        this.databaseMigration = databaseMigration;
        this.transactions = transactions;
        this.factStore = factStore;
        this.storedContractPeriods = storedContractPeriods;
        this.assignSchedules = assignSchedules;
        this.catchUpTracker = catchUpTracker;
    }

    void onStart(@Observes StartupEvent start) {
        databaseMigration
                .ready()
                .chain(() -> catchUpTracker.whenRead(CONTRACT_PERIODS))
                .chain(() -> transactions.inTransaction(this::open))
                .invoke(() -> published.complete(null))
                .chain(assignSchedules::toThoseWaiting)
                .onFailure()
                .invoke(passing -> LOG.warnf("Publishing the catalogue waits: %s", RedactedErrors.inShort(passing)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debug("The catalogue is published"));
    }

    /** Ends once decisions can be made by the storedContractPeriods. */
    public Uni<Void> published() {
        return Uni.createFrom().completionStage(() -> published.copy());
    }

    private Uni<Void> open(SqlConnection tx) {
        return storedContractPeriods
                .lock(tx)
                .chain(() -> storedContractPeriods.shipped(tx))
                .chain(shipped -> storedContractPeriods
                        .contractPeriods(tx)
                        .map(published -> ShippedContractPeriods.toPublish(shipped, published)))
                .chain(changes -> publish(tx, changes));
    }

    private Uni<Void> publish(SqlConnection tx, Map<ContractPeriod, ContractPeriodChange> changes) {
        Map<String, Decision<ContractPeriodChange, ContractPeriod>> decisions = new LinkedHashMap<>();
        Map<String, Cause> causes = new LinkedHashMap<>();
        changes.forEach((period, change) -> {
            String key = Integer.toString(period.year());
            decisions.put(key, new Decision<>(period, List.of(change)));
            causes.put(key, new Cause(at(period, change), Traces.begin()));
        });
        return factStore
                .lock(tx, decisions.keySet())
                .chain(() -> factStore.load(tx, decisions.keySet(), CONTRACT_PERIODS))
                .chain(held -> factStore.saveDecisions(tx, CONTRACT_PERIODS, held, decisions, causes));
    }

    /** A contract period opens on its first day, whenever it is published; a correction holds from now on. */
    private static Instant at(ContractPeriod period, ContractPeriodChange change) {
        return change instanceof ContractPeriodOpened
                ? period.startedOn().atStartOfDay(London.ZONE).toInstant()
                : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
