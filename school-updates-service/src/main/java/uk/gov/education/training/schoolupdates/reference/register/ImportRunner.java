package uk.gov.education.training.schoolupdates.reference.register;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.reference.register.SchoolImports.End;

/**
 * Runs an import on a thread of its own, in the instance that received the file. Each part is a transaction with its
 * figures. If an import ends early, its figures count the committed parts, and sending the file again imports the rest.
 */
@ApplicationScoped
class ImportRunner {

    private static final Logger LOG = Logger.getLogger(ImportRunner.class);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ReferenceTransactions transactions;
    private final SchoolImports schoolImports;
    private final ImportSchools importSchools;
    private final ImportLinks importLinks;
    private volatile @Nullable Thread running;
    private volatile boolean stopping;

    ImportRunner(
            ReferenceTransactions transactions,
            SchoolImports schoolImports,
            ImportSchools importSchools,
            ImportLinks importLinks) {
        this.transactions = transactions;
        this.schoolImports = schoolImports;
        this.importSchools = importSchools;
        this.importLinks = importLinks;
    }

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        Thread current = running;
        if (current != null) {
            current.interrupt();
            current.join(TIMEOUT);
        }
    }

    /** Runs an import that has been created. Deletes the file in the end. */
    void start(UUID id, ReceivedFile file, Cause cause) {
        ImportProgress progress = new ImportProgress(id, cause, transactions, schoolImports);
        running = Thread.ofVirtual().name("school-import-" + id).start(() -> run(file, progress));
    }

    private void run(ReceivedFile file, ImportProgress progress) {
        Thread heartbeat =
                Thread.ofVirtual().name("heartbeat-" + progress.id()).start(() -> sendHeartbeats(progress.id()));
        try {
            importFile(file, progress);
            end(progress.id(), End.FINISHED, "");
            LOG.infof("The import %s is finished: %s", progress.id(), progress.total());
        } catch (SchoolImports.Abandoned abandoned) {
            LOG.warnf("The import %s was taken for interrupted, and stops", progress.id());
        } catch (Throwable failure) {
            // Even an Error must end the import: while it seems to run, no other one can start.
            fail(progress.id(), failure);
        } finally {
            heartbeat.interrupt();
            file.delete();
        }
    }

    private void importFile(ReceivedFile file, ImportProgress progress) throws IOException {
        try (RegisterFile register = RegisterFile.open(file)) {
            switch (register.kind()) {
                case SCHOOLS -> importSchools.run(register, progress);
                case LINKS -> importLinks.run(register, progress);
            }
        }
    }

    private void fail(UUID id, Throwable failure) {
        // Clears the interrupt, since an interrupted thread could not await the update.
        boolean interrupted = Thread.interrupted() || stopping;
        if (interrupted) {
            LOG.infof("The import %s was interrupted, send the file again", id);
        } else {
            LOG.errorf(failure, "The import %s has failed, send the file again when the cause is gone", id);
        }
        try {
            end(
                    id,
                    interrupted ? End.INTERRUPTED : End.FAILED,
                    RedactedErrors.inShort(failure) + " Send the file again when the cause is gone.");
        } catch (RuntimeException unavailable) {
            LOG.warnf(
                    "Could not record the end of import %s, it counts as interrupted after 30 s: %s",
                    id, RedactedErrors.inShort(unavailable));
        }
    }

    private void end(UUID id, End end, String detail) {
        transactions
                .inTransaction(session -> schoolImports.end(session, id, end, detail))
                .await()
                .atMost(TIMEOUT);
    }

    private void sendHeartbeats(UUID id) {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT_INTERVAL);
                try {
                    transactions
                            .inTransaction(session -> schoolImports.heartbeat(session, id))
                            .await()
                            .atMost(TIMEOUT);
                } catch (SchoolImports.Abandoned ended) {
                    return;
                } catch (RuntimeException unavailable) {
                    LOG.debugf("The heartbeat of import %s failed: %s", id, RedactedErrors.inShort(unavailable));
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }
}
