package uk.gov.education.training.providerapi;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.providerapi.store.ProviderDocuments;

/**
 * Refreshes the participants whose status the calendar alone has changed: soon after midnight in London, or as soon as
 * the service runs again.
 */
@ApplicationScoped
class RefreshDueParticipants {

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final ScheduledWork scheduled;
    private final ProviderDocuments documents;
    private final RefreshParticipants refresh;

    RefreshDueParticipants(ScheduledWork scheduled, ProviderDocuments documents, RefreshParticipants refresh) {
        this.scheduled = scheduled;
        this.documents = documents;
        this.refresh = refresh;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return scheduled.attempt("Refreshing who is due today", () -> refreshDue(FIRST));
    }

    private Uni<Void> refreshDue(UUID after) {
        return documents.due(LocalDate.now(London.ZONE), after, BATCH).chain(due -> {
            if (due.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return refresh.again(due.stream().map(UUID::toString).toList()).chain(() -> refreshDue(due.getLast()));
        });
    }
}
