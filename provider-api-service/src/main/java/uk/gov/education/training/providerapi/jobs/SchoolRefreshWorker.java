package uk.gov.education.training.providerapi.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.messaging.QueueWorker;
import uk.gov.education.training.providerapi.RefreshQueuedSchools;

/** Refreshes queued schools, a few at a time, for as long as the service runs. */
@ApplicationScoped
class SchoolRefreshWorker {

    private final QueueWorker worker;

    SchoolRefreshWorker(DatabaseMigration databaseMigration, RefreshQueuedSchools refreshQueuedSchools) {
        this.worker =
                new QueueWorker("school-refresh", "Refreshing schools", databaseMigration, refreshQueuedSchools::next);
    }

    void onStart(@Observes StartupEvent start) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        worker.stop();
    }
}
