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

/** The service's database, which may not be there yet when the service starts: then it is waited for and migrated. */
@ApplicationScoped
public class DatabaseMigration {

    private static final Logger LOG = Logger.getLogger(DatabaseMigration.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final CompletableFuture<Void> migrated = new CompletableFuture<>();

    /**
     * Migrates through connections of its own, not a pool's: where the database dies in the middle of a migration,
     * Flyway does not give its connections back, and a pool would run dry.
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

    /** Ends once the database is there with the tables that this version needs. */
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
                LOG.warnf("The database can't be migrated yet: %s", firstLine(notYet));
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
