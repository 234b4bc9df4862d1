package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshDeliveryPartners;

/** Stores delivery partners, with the lead providers that may work with them. */
@ApplicationScoped
class DeliveryPartnersConsumer implements TopicSubscription {

    private final RefreshDeliveryPartners refreshDeliveryPartners;

    DeliveryPartnersConsumer(RefreshDeliveryPartners refreshDeliveryPartners) {
        this.refreshDeliveryPartners = refreshDeliveryPartners;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.DELIVERY_PARTNERS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshDeliveryPartners::on;
    }
}
