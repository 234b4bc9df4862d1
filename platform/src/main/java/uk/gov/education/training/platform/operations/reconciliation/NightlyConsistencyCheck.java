package uk.gov.education.training.platform.operations.reconciliation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.messaging.DatabaseMigration;

/** Starts a check of everything every night, in one of the instances. */
@ApplicationScoped
class NightlyConsistencyCheck {

    private final DatabaseMigration databaseMigration;
    private final Pool pool;
    private final ReconciliationJobs reconciliationJobs;
    private final ReconciliationRunner reconciliationRunner;
    private final String actor;

    NightlyConsistencyCheck(
            DatabaseMigration databaseMigration,
            Pool pool,
            ReconciliationJobs reconciliationJobs,
            ReconciliationRunner reconciliationRunner,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.databaseMigration = databaseMigration;
        this.pool = pool;
        this.reconciliationJobs = reconciliationJobs;
        this.reconciliationRunner = reconciliationRunner;
        this.actor = service + ", nightly";
    }

    @Scheduled(cron = "{training.reconciliation.check-cron}", timeZone = "Europe/London")
    Uni<Void> check() {
        return databaseMigration
                .ready()
                .chain(() -> reconciliationJobs.hasStartedTonight(pool, actor))
                .chain(started -> started
                        ? Uni.createFrom().voidItem()
                        : reconciliationRunner
                                .start(ReconciliationJob.Kind.CHECK, JobScope.of(null), actor, null)
                                .replaceWithVoid());
    }
}
