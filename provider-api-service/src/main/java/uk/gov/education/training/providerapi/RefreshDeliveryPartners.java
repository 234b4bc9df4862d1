package uk.gov.education.training.providerapi;

import static uk.gov.education.training.events.Topics.DELIVERY_PARTNERS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.documents.ReferenceRenderer;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;

/** Updates the documents about delivery partners. Their partnerships, which show their names, follow later. */
@ApplicationScoped
public class RefreshDeliveryPartners {

    private final FactStore factStore;
    private final UpdateDocuments updateDocuments;
    private final SchoolRefreshQueue schoolRefreshQueue;

    RefreshDeliveryPartners(
            FactStore factStore, UpdateDocuments updateDocuments, SchoolRefreshQueue schoolRefreshQueue) {
        this.factStore = factStore;
        this.updateDocuments = updateDocuments;
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /** @param moved the keys of the delivery partners, which are locked */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        List<UUID> ids = moved.keySet().stream().map(UUID::fromString).toList();
        return factStore
                .load(tx, moved.keySet(), DELIVERY_PARTNERS)
                .chain(stored -> updateDocuments.update(
                        tx,
                        ids,
                        stored.values().stream()
                                .flatMap(facts -> facts.snapshot(DELIVERY_PARTNERS).stream())
                                .flatMap(partner ->
                                        DecisionFailed.about(
                                                partner.id().toString(), () -> ReferenceRenderer.of(partner))
                                                .stream())
                                .toList()))
                .chain(() -> schoolRefreshQueue.addOfDeliveryPartners(tx, ids));
    }
}
