package uk.gov.education.training.providerapi;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;

/** Refreshes the queued schools, whose partnerships or training have changed, and those that are due today. */
@ApplicationScoped
public class RefreshQueuedSchools {

    private static final Logger LOG = Logger.getLogger(RefreshQueuedSchools.class);

    /**
     * The documents of a transaction. They are in memory together, and while the transaction runs, other changes of the
     * lead providers' documents wait.
     */
    private static final long DOCUMENTS = 1_000;

    private final ScheduledWork scheduledWork;
    private final Transactions transactions;
    private final SchoolRefreshQueue schoolRefreshQueue;
    private final RefreshSchools refreshSchools;

    RefreshQueuedSchools(
            ScheduledWork scheduledWork,
            Transactions transactions,
            SchoolRefreshQueue schoolRefreshQueue,
            RefreshSchools refreshSchools) {
        this.scheduledWork = scheduledWork;
        this.transactions = transactions;
        this.schoolRefreshQueue = schoolRefreshQueue;
        this.refreshSchools = refreshSchools;
    }

    /** Queues the schools whose numbers of participants the calendar has changed. */
    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> queueDue() {
        return scheduledWork.attempt(
                "Queueing schools that are due today",
                () -> transactions.inTransaction(tx -> schoolRefreshQueue.addDue(tx, LocalDate.now(London.ZONE))));
    }

    /**
     * Refreshes the next schools.
     *
     * @return whether there were any
     */
    public Uni<Boolean> next() {
        return schoolRefreshQueue
                .isEmpty()
                .chain(empty -> empty ? Uni.createFrom().item(false) : refreshNext());
    }

    private Uni<Boolean> refreshNext() {
        return transactions
                .inTransaction(schoolRefreshQueue::expand)
                .chain(() -> transactions.inTransaction(this::refreshBatch))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(() -> transactions.inTransaction(this::refreshOneByOne))
                .map(taken -> !taken.isEmpty());
    }

    private Uni<Set<String>> refreshBatch(SqlConnection tx) {
        return schoolRefreshQueue.take(tx, DOCUMENTS).call(urns -> refreshSchools.lockAndRefresh(tx, urns));
    }

    /** Refreshes each school alone, so that one that fails blocks no others. It leaves the queue too. */
    private Uni<Set<String>> refreshOneByOne(SqlConnection tx) {
        return schoolRefreshQueue.take(tx, DOCUMENTS).call(urns -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (String urn : urns) {
                all = all.chain(() -> refreshAlone(urn));
            }
            return all;
        });
    }

    private Uni<Void> refreshAlone(String urn) {
        return transactions
                .inTransaction(tx -> refreshSchools.lockAndRefresh(tx, Set.of(urn)))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .invoke(failure -> LOG.errorf(
                        failure,
                        "Refreshing school %s failed. Its documents stay as they are until something changes there",
                        urn))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithNull();
    }
}
