package uk.gov.education.training.schedule;

import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Database;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Progress;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.telemetry.Failures;
import uk.gov.education.training.schedule.domain.ShippedCatalogue;
import uk.gov.education.training.schedule.store.Catalogue;

/**
 * Publishes, at start, each contract period that came with this version and was never published, and corrects those
 * that were published with other milestones. What was published is the catalogue from then on; after the loss of the
 * database it is read back.
 */
@ApplicationScoped
public class PublishCatalogue {

    private static final Logger LOG = Logger.getLogger(PublishCatalogue.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Database database;
    private final Pool pool;
    private final Facts facts;
    private final Catalogue catalogue;
    private final AssignSchedules assignSchedules;
    private final Outbox outbox;
    private final Progress progress;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    PublishCatalogue(
            Database database,
            Pool pool,
            Facts facts,
            Catalogue catalogue,
            AssignSchedules assignSchedules,
            Outbox outbox,
            Progress progress) {
        this.database = database;
        this.pool = pool;
        this.facts = facts;
        this.catalogue = catalogue;
        this.assignSchedules = assignSchedules;
        this.outbox = outbox;
        this.progress = progress;
    }

    void onStart(@Observes StartupEvent start) {
        database.ready()
                .chain(() -> progress.read(CONTRACT_PERIODS))
                .chain(() -> pool.withTransaction(this::open))
                .invoke(outbox::wake)
                .invoke(() -> published.complete(null))
                .chain(assignSchedules::toThoseWaiting)
                .onFailure()
                .invoke(passing -> LOG.warnf("Publishing the catalogue waits: %s", Failures.inShort(passing)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.debug("The catalogue is published"));
    }

    /** Ends once decisions can be made by the catalogue. */
    public Uni<Void> published() {
        return Uni.createFrom().completionStage(() -> published.copy());
    }

    private Uni<Void> open(SqlConnection tx) {
        return catalogue
                .lock(tx)
                .chain(() -> catalogue.shipped(tx))
                .chain(shipped ->
                        catalogue.contractPeriods(tx).map(published -> ShippedCatalogue.toPublish(shipped, published)))
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
        return facts.lock(tx, decisions.keySet())
                .chain(() -> facts.load(tx, decisions.keySet(), CONTRACT_PERIODS))
                .chain(held -> facts.decided(tx, CONTRACT_PERIODS, held, decisions, causes));
    }

    /** A contract period opens on its first day, whenever it is published; a correction holds from now on. */
    private static Instant at(ContractPeriod period, ContractPeriodChange change) {
        return change instanceof ContractPeriodOpened
                ? period.startedOn().atStartOfDay(London.ZONE).toInstant()
                : Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
