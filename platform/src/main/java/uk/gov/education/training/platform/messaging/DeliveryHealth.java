package uk.gov.education.training.platform.messaging;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: the database is migrated and the topics are read. If the broker becomes unavailable later, the service
 * stays ready: it works with the stored facts, and publishes when the broker is back. {@code /q/health} shows the
 * broker too.
 */
class DeliveryHealth {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Produces
    @Readiness
    AsyncHealthCheck database(DatabaseMigration databaseMigration, Pool pool) {
        return () -> {
            if (!databaseMigration.isReady()) {
                return Uni.createFrom().item(check("database", false, "waiting for the database, to migrate it"));
            }
            return pool.query("select 1")
                    .execute()
                    .ifNoItem()
                    .after(PATIENCE)
                    .fail()
                    .map(rows -> check("database", true, ""))
                    .onFailure()
                    .recoverWithItem(check("database", false, "the database does not answer"));
        };
    }

    @Produces
    @Readiness
    HealthCheck topicsRead(CatchUpTracker catchUpTracker) {
        return () -> check("topics", catchUpTracker.isCaughtUp(), "reading the topics up to where they ended at start");
    }

    private static HealthCheckResponse check(String name, boolean up, String otherwise) {
        var response = HealthCheckResponse.named(name).status(up);
        return up ? response.build() : response.withData("reason", otherwise).build();
    }
}
