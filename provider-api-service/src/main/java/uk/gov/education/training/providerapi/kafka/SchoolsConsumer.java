package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnUpliftChange;
import uk.gov.education.training.providerapi.RefreshSchools;

/** Stores schools, which lead providers list and which say where participants train. */
@ApplicationScoped
class SchoolsConsumer implements TopicSubscription {

    private final RefreshOnUpliftChange refreshOnUpliftChange;
    private final RefreshSchools refreshSchools;

    SchoolsConsumer(RefreshOnUpliftChange refreshOnUpliftChange, RefreshSchools refreshSchools) {
        this.refreshOnUpliftChange = refreshOnUpliftChange;
        this.refreshSchools = refreshSchools;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHOOLS);
    }

    @Override
    public ChangeHandler changeHandler() {
        // Uplifts first: this waits for transactions that may wait for the documents that the other locks.
        return (tx, moved) -> refreshOnUpliftChange.onSchools(tx, moved).chain(() -> refreshSchools.on(tx, moved));
    }
}
