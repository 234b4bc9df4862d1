package uk.gov.education.training.funding;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** Looks for contracts that are stale, all the time. */
@ApplicationScoped
class StatementRecalculationWorker {

    private static final Logger LOG = Logger.getLogger(StatementRecalculationWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final DatabaseMigration databaseMigration;
    private final RecalculateStatements recalculate;
    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    StatementRecalculationWorker(DatabaseMigration databaseMigration, RecalculateStatements recalculate) {
        this.databaseMigration = databaseMigration;
        this.recalculate = recalculate;
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
                Thread.sleep(followed());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (!stopping) {
                throw failure;
            }
        }
    }

    /** @return how long to wait before looking again */
    private Duration followed() {
        try {
            return recalculate.next().await().atMost(LONGEST) ? Duration.ZERO : IDLE;
        } catch (RuntimeException passing) {
            if (stopping) {
                return Duration.ZERO;
            }
            LOG.warnf("Recalculating statements waits: %s", RedactedErrors.inShort(passing));
            return AFTER_FAILURE;
        }
    }
}
