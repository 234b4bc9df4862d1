package uk.gov.education.training.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** Runs scheduled work: only once the database is ready, and no more during the shutdown. */
@ApplicationScoped
public class ScheduledWork {

    private static final Logger LOG = Logger.getLogger(ScheduledWork.class);
    private static final int BEFORE_ALL_OTHERS = 1;

    private final Scheduler scheduler;
    private final DatabaseMigration databaseMigration;

    ScheduledWork(Scheduler scheduler, DatabaseMigration databaseMigration) {
        this.scheduler = scheduler;
        this.databaseMigration = databaseMigration;
    }

    void onStop(@Observes @Priority(BEFORE_ALL_OTHERS) ShutdownEvent stop) {
        scheduler.pause();
    }

    /**
     * Runs the work unless the database is not ready. If the database is unavailable, leaves the work to the next run.
     * The scheduler logs any other failure.
     *
     * @param what the work's name in the log
     */
    public Uni<Void> attempt(String what, Supplier<Uni<Void>> work) {
        return databaseMigration.isReady()
                ? Uni.createFrom()
                        .deferred(work::get)
                        .onFailure(FailureClassifier::isUnavailable)
                        .invoke(failure -> LOG.warnf(
                                "%s: database unavailable, will retry: %s", what, RedactedErrors.inShort(failure)))
                        .onFailure(FailureClassifier::isUnavailable)
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }
}
