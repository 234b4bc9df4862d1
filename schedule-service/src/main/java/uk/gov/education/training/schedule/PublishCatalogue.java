package uk.gov.education.training.schedule;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
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
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.events.delivery.Progress;
import uk.gov.education.training.events.delivery.Traces;
import uk.gov.education.training.events.telemetry.Failures;
import uk.gov.education.training.schedule.store.Catalogue;

/**
 * Publishes, at start, each contract period that came with this version and was never published. What was published is
 * the catalogue from then on; after the loss of the database it is read back.
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
        return catalogue.lock(tx).chain(() -> catalogue.shipped(tx)).chain(periods -> {
            Map<String, ContractPeriod> byKey =
                    periods.stream().collect(toMap(period -> Integer.toString(period.year()), period -> period));
            return facts.lock(tx, byKey.keySet())
                    .chain(() -> facts.load(tx, byKey.keySet(), CONTRACT_PERIODS))
                    .chain(held -> facts.decided(tx, CONTRACT_PERIODS, held, decisions(byKey, held), causes(byKey)));
        });
    }

    private static Map<String, Decision<ContractPeriodChange, ContractPeriod>> decisions(
            Map<String, ContractPeriod> contractPeriods, Map<String, Held> held) {
        Map<String, Decision<ContractPeriodChange, ContractPeriod>> decisions = new LinkedHashMap<>();
        contractPeriods.forEach((key, period) -> decisions.put(
                key,
                new Decision<>(
                        period,
                        held.get(key).version(CONTRACT_PERIODS) == 0
                                ? List.of(new ContractPeriodOpened(period.year()))
                                : List.of())));
        return decisions;
    }

    /** A contract period opens on its first day, whenever it is published. */
    private static Map<String, Cause> causes(Map<String, ContractPeriod> contractPeriods) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        contractPeriods.forEach((key, period) -> causes.put(
                key, new Cause(period.startedOn().atStartOfDay(London.ZONE).toInstant(), Traces.begin())));
        return causes;
    }
}
