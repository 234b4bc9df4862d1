package uk.gov.education.training.funding.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import uk.gov.education.training.funding.RecalculateStatements;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** Recalculates queued contracts, one after another, for as long as the service runs. */
@ApplicationScoped
class StatementRecalculationWorker {

    private static final Logger LOG = Logger.getLogger(StatementRecalculationWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final DatabaseMigration databaseMigration;
    private final RecalculateStatements recalculateStatements;
    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    StatementRecalculationWorker(DatabaseMigration databaseMigration, RecalculateStatements recalculateStatements) {
        this.databaseMigration = databaseMigration;
        this.recalculateStatements = recalculateStatements;
    }

    void onStart(@Observes StartupEvent start) {
        thread = Thread.ofVirtual().name("recalculation").start(this::run);
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
                Thread.sleep(recalculateNext());
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
    private Duration recalculateNext() {
        try {
            return recalculateStatements.next().await().atMost(TIMEOUT) ? Duration.ZERO : IDLE;
        } catch (RuntimeException failure) {
            if (stopping) {
                return Duration.ZERO;
            }
            LOG.warnf("Recalculating statements failed, retrying: %s", RedactedErrors.inShort(failure));
            return AFTER_FAILURE;
        }
    }
}
