package uk.gov.education.training.providerapi.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.providerapi.RefreshQueuedSchools;

/** Refreshes queued schools, a few at a time, for as long as the service runs. */
@ApplicationScoped
class SchoolRefreshWorker {

    private static final Logger LOG = Logger.getLogger(SchoolRefreshWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final DatabaseMigration databaseMigration;
    private final RefreshQueuedSchools refreshQueuedSchools;
    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    SchoolRefreshWorker(DatabaseMigration databaseMigration, RefreshQueuedSchools refreshQueuedSchools) {
        this.databaseMigration = databaseMigration;
        this.refreshQueuedSchools = refreshQueuedSchools;
    }

    void onStart(@Observes StartupEvent start) {
        thread = Thread.ofVirtual().name("school-refresh").start(this::run);
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try {
            databaseMigration.ready().await().indefinitely();
            while (!stopping) {
                Thread.sleep(refreshNext());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (!stopping) {
                throw failure;
            }
        }
    }

    /** @return how long to wait before the next attempt */
    private Duration refreshNext() {
        try {
            return refreshQueuedSchools.next().await().atMost(TIMEOUT) ? Duration.ZERO : IDLE;
        } catch (RuntimeException failure) {
            if (stopping) {
                return Duration.ZERO;
            }
            LOG.warnf("Refreshing schools failed, retrying: %s", RedactedErrors.inShort(failure));
            return AFTER_FAILURE;
        }
    }
}
