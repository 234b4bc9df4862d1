package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnLeadProviderChange;

/** Stores lead providers. Each of them sees every school. */
@ApplicationScoped
class LeadProvidersConsumer implements TopicSubscription {

    private final RefreshOnLeadProviderChange refreshOnLeadProviderChange;

    LeadProvidersConsumer(RefreshOnLeadProviderChange refreshOnLeadProviderChange) {
        this.refreshOnLeadProviderChange = refreshOnLeadProviderChange;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.LEAD_PROVIDERS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshOnLeadProviderChange::on;
    }
}
