package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.providerapi.store.LeadProviders;
import uk.gov.education.training.providerapi.store.LeadProviders.ChangedLeadProvider;
import uk.gov.education.training.providerapi.store.RefreshQueue;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;

/**
 * Queues the documents that change with a lead provider: all schools for a new one, and everyone whom it trains for a
 * new name.
 */
@ApplicationScoped
public class RefreshOnLeadProviderChange {

    private final LeadProviders leadProviders;
    private final RefreshQueue refreshQueue;
    private final SchoolRefreshQueue schoolRefreshQueue;

    RefreshOnLeadProviderChange(
            LeadProviders leadProviders, RefreshQueue refreshQueue, SchoolRefreshQueue schoolRefreshQueue) {
        this.leadProviders = leadProviders;
        this.refreshQueue = refreshQueue;
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /** @param moved the keys of the lead providers */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return leadProviders
                .save(tx, moved.keySet())
                .chain(changed -> changed.isEmpty() ? Uni.createFrom().voidItem() : queue(tx, changed));
    }

    private Uni<Void> queue(SqlConnection tx, List<ChangedLeadProvider> changed) {
        return leadProviders
                .mentionedBy(tx, changed.stream().map(ChangedLeadProvider::id).toList())
                .chain(participants -> refreshQueue.add(tx, participants))
                .chain(() -> changed.stream().anyMatch(ChangedLeadProvider::isNewOrRemoved)
                        ? schoolRefreshQueue.addAll(tx)
                        : Uni.createFrom().voidItem());
    }
}
