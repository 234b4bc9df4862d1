package uk.gov.education.training.providerapi;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.delivery.Database;
import uk.gov.education.training.providerapi.store.ProviderDocuments;

/**
 * Refreshes the participants whose status the calendar alone has changed: soon after midnight in London, or as soon as
 * the service runs again.
 */
@ApplicationScoped
class TurnCalendar {

    private static final int BATCH = 500;

    private final Database database;
    private final ProviderDocuments documents;
    private final RefreshParticipants refresh;

    TurnCalendar(Database database, ProviderDocuments documents, RefreshParticipants refresh) {
        this.database = database;
        this.documents = documents;
        this.refresh = refresh;
    }

    @Scheduled(every = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        return database.isReady() ? refreshDue() : Uni.createFrom().voidItem();
    }

    private Uni<Void> refreshDue() {
        return documents.due(LocalDate.now(London.ZONE), BATCH).chain(due -> {
            if (due.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> refreshed =
                    refresh.refresh(due.stream().map(UUID::toString).toList());
            return due.size() < BATCH ? refreshed : refreshed.chain(this::refreshDue);
        });
    }
}
