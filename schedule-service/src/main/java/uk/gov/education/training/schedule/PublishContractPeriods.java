package uk.gov.education.training.schedule;

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
import uk.gov.education.training.platform.messaging.Traces;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.schedule.domain.ShippedContractPeriods;
import uk.gov.education.training.schedule.store.StoredContractPeriods;

/**
 * Publishes at start the shipped contract periods that were never published, and corrects those that were published
 * with other milestones. After a database loss, this service reads the published ones back first.
 */
@ApplicationScoped
public class PublishContractPeriods {

    private static final Logger LOG = Logger.getLogger(PublishContractPeriods.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final DatabaseMigration databaseMigration;
    private final Transactions transactions;
    private final StoredContractPeriods storedContractPeriods;
    private final AssignSchedules assignSchedules;
    private final CatchUpTracker catchUpTracker;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    PublishContractPeriods(
            DatabaseMigration databaseMigration,
            Transactions transactions,
            StoredContractPeriods storedContractPeriods,
            AssignSchedules assignSchedules,
            CatchUpTracker catchUpTracker) {
        this.databaseMigration = databaseMigration;
        this.transactions = transactions;
        this.storedContractPeriods = storedContractPeriods;
        this.assignSchedules = assignSchedules;
        this.catchUpTracker = catchUpTracker;
    }

    void onStart(@Observes StartupEvent start) {
        databaseMigration
                .ready()
                .chain(() -> catchUpTracker.whenRead(CONTRACT_PERIODS))
                .chain(() -> transactions.inTransaction(this::publishChanged))
                .invoke(() -> published.complete(null))
                .chain(assignSchedules::retryUnassigned)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Publishing the contract periods failed, will retry: %s", RedactedErrors.inShort(failure)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debug("Published the contract periods"));
    }

    /** Completes once the contract periods are published. No schedule is assigned before. */
    public Uni<Void> published() {
        return Uni.createFrom().completionStage(() -> published.copy());
    }

    private Uni<Void> publishChanged(SqlConnection tx) {
        return storedContractPeriods
                .lock(tx)
                .chain(() -> storedContractPeriods.listShipped(tx))
                .chain(shipped -> storedContractPeriods
                        .list(tx)
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
        return storedContractPeriods.save(tx, decisions, causes);
    }

    /** Returns the domain's time of a change: the first day of an opened contract period, otherwise now. */
    private static Instant at(ContractPeriod period, ContractPeriodChange change) {
        return change instanceof ContractPeriodOpened
                ? period.startedOn().atStartOfDay(London.ZONE).toInstant()
                : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
