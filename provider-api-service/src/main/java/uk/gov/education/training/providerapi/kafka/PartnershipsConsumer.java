package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnPartnershipChange;

/** Applies changes of partnerships, which name delivery partners and lead providers. */
@ApplicationScoped
class PartnershipsConsumer implements TopicSubscription {

    private final RefreshOnPartnershipChange refreshOnPartnershipChange;

    PartnershipsConsumer(RefreshOnPartnershipChange refreshOnPartnershipChange) {
        this.refreshOnPartnershipChange = refreshOnPartnershipChange;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.PARTNERSHIPS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshOnPartnershipChange::on;
    }
}
