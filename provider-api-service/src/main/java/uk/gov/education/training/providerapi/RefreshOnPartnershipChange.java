package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.store.Partnerships;
import uk.gov.education.training.providerapi.store.RefreshQueue;
import uk.gov.education.training.providerapi.store.SchoolPartnerships;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;

/**
 * Refreshes participants when a partnership changes: those whom it moved to another cohort may have another delivery
 * partner. The first partnership of a lead provider brings its name, which is shown for everyone whom it trains. The
 * documents of the school, with its partnerships, follow later.
 */
@ApplicationScoped
public class RefreshOnPartnershipChange {

    private final FactStore factStore;
    private final Partnerships partnerships;
    private final RefreshParticipants refreshParticipants;
    private final RefreshQueue refreshQueue;
    private final SchoolPartnerships schoolPartnerships;
    private final SchoolRefreshQueue schoolRefreshQueue;

    RefreshOnPartnershipChange(
            FactStore factStore,
            Partnerships partnerships,
            RefreshParticipants refreshParticipants,
            RefreshQueue refreshQueue,
            SchoolPartnerships schoolPartnerships,
            SchoolRefreshQueue schoolRefreshQueue) {
        this.factStore = factStore;
        this.partnerships = partnerships;
        this.refreshParticipants = refreshParticipants;
        this.refreshQueue = refreshQueue;
        this.schoolPartnerships = schoolPartnerships;
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /** @param moved the keys of the partnerships */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return partnerships
                .lock(tx)
                .chain(() -> partnerships.movedTo(tx, moved.keySet()))
                .chain(keys -> keys.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : factStore.lock(tx, keys).chain(() -> refresh(tx, keys)))
                .chain(() -> partnerships.trainedByNewcomers(tx, moved.keySet()))
                .chain(trained -> refreshQueue.add(tx, trained))
                .chain(() -> schoolPartnerships.save(tx, moved.keySet()))
                .chain(urns -> schoolRefreshQueue.add(tx, urns));
    }

    /** Queues the participants if a rule fails for one of them, so that the partnership is stored all the same. */
    private Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        return refreshParticipants
                .refresh(tx, keys)
                .onFailure(DecisionFailed.class)
                .recoverWithUni(() ->
                        refreshQueue.add(tx, keys.stream().map(UUID::fromString).toList()));
    }
}
