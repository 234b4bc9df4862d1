package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Waits for the service's database, and migrates it. The service may start before its database. */
@ApplicationScoped
public class DatabaseMigration {

    private static final Logger LOG = Logger.getLogger(DatabaseMigration.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final CompletableFuture<Void> migrated = new CompletableFuture<>();

    /**
     * Uses connections of its own instead of a pool's: if the database fails during a migration, Flyway does not return
     * its connections, and a pool would run out.
     */
    DatabaseMigration(
            Flyway configured,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.flyway = Flyway.configure()
                .configuration(configured.getConfiguration())
                .dataSource(url, username, password)
                .load();
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofVirtual().name("migration").start(this::migrate);
    }

    /** Completes once the database has the tables that this version needs. */
    public Uni<Void> ready() {
        return Uni.createFrom().completionStage(() -> migrated.copy());
    }

    public boolean isReady() {
        return migrated.isDone();
    }

    private void migrate() {
        while (!migrated.isDone()) {
            try {
                flyway.migrate();
                migrated.complete(null);
            } catch (RuntimeException notYet) {
                LOG.warnf("Could not migrate the database, retrying: %s", firstLine(notYet));
                pause();
            }
        }
    }

    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
