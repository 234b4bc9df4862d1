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

/**
 * A partnership has another delivery partner: whoever was moved to another cohort by it has that one too. And with its
 * first partnership a lead provider has a name, which those see who see its training.
 */
@ApplicationScoped
public class RefreshOnPartnershipChange {

    private final FactStore factStore;
    private final Partnerships partnerships;
    private final RefreshParticipants participants;
    private final RefreshQueue later;

    RefreshOnPartnershipChange(
            FactStore factStore, Partnerships partnerships, RefreshParticipants participants, RefreshQueue later) {
        this.factStore = factStore;
        this.partnerships = partnerships;
        this.participants = participants;
        this.later = later;
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
                .chain(trained -> later.add(tx, trained));
    }

    /** Where a rule fails about one of them, each is tried by itself later: the partnership is right all the same. */
    private Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        return participants
                .refresh(tx, keys)
                .onFailure(DecisionFailed.class)
                .recoverWithUni(
                        () -> later.add(tx, keys.stream().map(UUID::fromString).toList()));
    }
}
