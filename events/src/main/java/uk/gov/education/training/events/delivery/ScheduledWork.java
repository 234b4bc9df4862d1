package uk.gov.education.training.events.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.telemetry.Failures;

/** What a service does from time to time: not before its database is there, and no more once it stops. */
@ApplicationScoped
public class ScheduledWork {

    private static final Logger LOG = Logger.getLogger(ScheduledWork.class);
    private static final int FIRST_OF_ALL = 1;

    private final Scheduler scheduler;
    private final Database database;

    ScheduledWork(Scheduler scheduler, Database database) {
        this.scheduler = scheduler;
        this.database = database;
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
        return database.isReady()
                ? Uni.createFrom()
                        .deferred(work::get)
                        .onFailure(Faults::isAway)
                        .invoke(away -> LOG.warnf("%s waits: %s", what, Failures.inShort(away)))
                        .onFailure(Faults::isAway)
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }
}
