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
 * Refreshes the participants whose status changes with the calendar: soon after midnight in London, or as soon as the
 * service runs again.
 */
@ApplicationScoped
class RefreshDueParticipants {

    private static final int BATCH = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final ScheduledWork scheduledWork;
    private final ProviderDocuments providerDocuments;
    private final RefreshParticipants refreshParticipants;

    RefreshDueParticipants(
            ScheduledWork scheduledWork, ProviderDocuments providerDocuments, RefreshParticipants refreshParticipants) {
        this.scheduledWork = scheduledWork;
        this.providerDocuments = providerDocuments;
        this.refreshParticipants = refreshParticipants;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshDue() {
        return scheduledWork.attempt("Refreshing participants who are due today", () -> refreshDueAfter(FIRST));
    }

    private Uni<Void> refreshDueAfter(UUID last) {
        return providerDocuments
                .dueParticipants(LocalDate.now(London.ZONE), last, BATCH)
                .chain(due -> {
                    if (due.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    return refreshParticipants
                            .lockAndRefresh(due.stream().map(UUID::toString).toList())
                            .chain(() -> refreshDueAfter(due.getLast()));
                });
    }
}
