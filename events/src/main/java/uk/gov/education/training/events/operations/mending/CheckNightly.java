package uk.gov.education.training.events.operations.mending;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.delivery.Database;

/** Checks everything every night, by one of the instances. */
@ApplicationScoped
class CheckNightly {

    private final Database database;
    private final Pool pool;
    private final Readings readings;
    private final ReadAgain readAgain;
    private final String by;

    CheckNightly(
            Database database,
            Pool pool,
            Readings readings,
            ReadAgain readAgain,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.database = database;
        this.pool = pool;
        this.readings = readings;
        this.readAgain = readAgain;
        this.by = service + ", nightly";
    }

    @Scheduled(cron = "{training.check.cron}", timeZone = "Europe/London")
    Uni<Void> check() {
        return database.ready()
                .chain(() -> readings.isCheckedTonight(pool, by))
                .chain(checked -> checked
                        ? Uni.createFrom().voidItem()
                        : readAgain
                                .begin(Reading.Kind.CHECK, Extent.of(null), by, null)
                                .replaceWithVoid());
    }
}
