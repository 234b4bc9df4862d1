package uk.gov.education.training.providerapi;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.providerapi.store.RefreshQueue;

/** Refreshes the queued participants, whose documents changed without a new fact about them. */
@ApplicationScoped
class RefreshQueuedParticipants {

    private static final int BATCH = 200;

    private final ScheduledWork scheduledWork;
    private final Transactions transactions;
    private final RefreshQueue refreshQueue;
    private final RefreshParticipants refreshParticipants;

    RefreshQueuedParticipants(
            ScheduledWork scheduledWork,
            Transactions transactions,
            RefreshQueue refreshQueue,
            RefreshParticipants refreshParticipants) {
        this.scheduledWork = scheduledWork;
        this.transactions = transactions;
        this.refreshQueue = refreshQueue;
        this.refreshParticipants = refreshParticipants;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshQueued() {
        return scheduledWork.attempt("Refreshing queued participants", this::refreshBatches);
    }

    private Uni<Void> refreshBatches() {
        return transactions
                .inTransaction(tx -> refreshQueue.take(tx, BATCH).call(taken -> {
                    Set<String> keys = keys(taken);
                    return keys.isEmpty() ? Uni.createFrom().voidItem() : refreshParticipants.lockAndRefresh(tx, keys);
                }))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(this::oneByOne)
                .chain(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : refreshBatches());
    }

    /** Refreshes each participant alone, so that one that fails blocks no others. It leaves the queue too. */
    private Uni<Set<UUID>> oneByOne() {
        return transactions.inTransaction(tx -> refreshQueue
                .take(tx, BATCH)
                .call(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : refreshParticipants.lockAndRefresh(keys(taken))));
    }

    private static Set<String> keys(Set<UUID> participants) {
        return participants.stream().map(UUID::toString).collect(Collectors.toSet());
    }
}
