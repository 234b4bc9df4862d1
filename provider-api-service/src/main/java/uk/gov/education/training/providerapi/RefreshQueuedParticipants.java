package uk.gov.education.training.providerapi;

import uk.gov.education.training.platform.messaging.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.providerapi.store.RefreshQueue;

/** Refreshes those who are seen differently though nothing new was said about them. */
@ApplicationScoped
class RefreshQueuedParticipants {

    private static final int BATCH = 200;

    private final ScheduledWork scheduled;
    private final Transactions transactions;
    private final RefreshQueue waiting;
    private final RefreshParticipants refresh;

    RefreshQueuedParticipants(ScheduledWork scheduled, Transactions transactions, RefreshQueue waiting, RefreshParticipants refresh) {
        this.scheduled = scheduled;
        this.transactions = transactions;
        this.waiting = waiting;
        this.refresh = refresh;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshWaiting() {
        return scheduled.attempt("Refreshing who waits", this::refreshSome);
    }

    private Uni<Void> refreshSome() {
        return transactions.inTransaction(tx -> waiting.take(tx, BATCH).call(taken -> {
                    Set<String> keys = keys(taken);
                    return keys.isEmpty() ? Uni.createFrom().voidItem() : refresh.again(tx, keys);
                }))
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(this::oneByOne)
                .chain(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : refreshSome());
    }

    /** One of them can't be refreshed: all are, but for that one, which waits no longer. */
    private Uni<Set<UUID>> oneByOne() {
        return transactions.inTransaction(tx -> waiting.take(tx, BATCH)
                .call(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : refresh.again(keys(taken))));
    }

    private static Set<String> keys(Set<UUID> participants) {
        return participants.stream().map(UUID::toString).collect(Collectors.toSet());
    }
}
