package uk.gov.education.training.funding.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import uk.gov.education.training.funding.RecalculateStatements;
import uk.gov.education.training.platform.messaging.DatabaseMigration;
import uk.gov.education.training.platform.messaging.QueueWorker;

/** Recalculates queued contracts, one after another, for as long as the service runs. */
@ApplicationScoped
class StatementRecalculationWorker {

    private final QueueWorker worker;

    StatementRecalculationWorker(DatabaseMigration databaseMigration, RecalculateStatements recalculateStatements) {
        this.worker = new QueueWorker(
                "recalculation", "Recalculating statements", databaseMigration, recalculateStatements::next);
    }

    void onStart(@Observes StartupEvent start) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        worker.stop();
    }
}
