package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** Works through a queue on a thread of its own, one step after another, until it is stopped. */
public final class QueueWorker {

    private static final Logger LOG = Logger.getLogger(QueueWorker.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String name;
    private final String work;
    private final DatabaseMigration databaseMigration;
    private final Supplier<Uni<Boolean>> next;
    private volatile boolean stopping;
    private Thread thread = Thread.currentThread();

    /**
     * @param name of the thread
     * @param work for the log, such as "Refreshing schools"
     * @param next takes the next step, and returns whether there was one
     */
    public QueueWorker(String name, String work, DatabaseMigration databaseMigration, Supplier<Uni<Boolean>> next) {
        this.name = name;
        this.work = work;
        this.databaseMigration = databaseMigration;
        this.next = next;
    }

    /** Starts the work as soon as the database is ready. */
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    public void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try {
            databaseMigration.ready().await().indefinitely();
            while (!stopping) {
                Thread.sleep(takeStep());
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
    private Duration takeStep() {
        try {
            return next.get().await().atMost(TIMEOUT) ? Duration.ZERO : IDLE;
        } catch (RuntimeException failure) {
            if (stopping) {
                return Duration.ZERO;
            }
            LOG.warnf("%s failed, retrying: %s", work, RedactedErrors.inShort(failure));
            return AFTER_FAILURE;
        }
    }
}
