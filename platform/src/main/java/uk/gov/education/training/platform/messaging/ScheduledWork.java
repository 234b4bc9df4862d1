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

/** What a service does from time to time: not before its databaseMigration is there, and no more once it stops. */
@ApplicationScoped
public class ScheduledWork {

    private static final Logger LOG = Logger.getLogger(ScheduledWork.class);
    private static final int FIRST_OF_ALL = 1;

    private final Scheduler scheduler;
    private final DatabaseMigration databaseMigration;

    ScheduledWork(Scheduler scheduler, DatabaseMigration databaseMigration) {
        this.scheduler = scheduler;
        this.databaseMigration = databaseMigration;
    }

    void onStop(@Observes @Priority(FIRST_OF_ALL) ShutdownEvent stop) {
        scheduler.pause();
    }

    /**
     * Does the work unless the database is not ready. What passes, as a database that is away, is left to the next
     * time; any other failure is the scheduler's to tell of.
     *
     * @param what the work's name in the log
     */
    public Uni<Void> attempt(String what, Supplier<Uni<Void>> work) {
        return databaseMigration.isReady()
                ? Uni.createFrom()
                        .deferred(work::get)
                        .onFailure(FailureClassifier::isAway)
                        .invoke(away -> LOG.warnf("%s waits: %s", what, RedactedErrors.inShort(away)))
                        .onFailure(FailureClassifier::isAway)
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }
}
