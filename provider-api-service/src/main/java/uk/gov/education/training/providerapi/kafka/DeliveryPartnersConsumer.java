package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshDeliveryPartners;

/** Stores delivery partners, with the lead providers that may work with them. */
@ApplicationScoped
class DeliveryPartnersConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshDeliveryPartners refreshDeliveryPartners;

    DeliveryPartnersConsumer(FactConsumer consumer, RefreshDeliveryPartners refreshDeliveryPartners) {
        this.consumer = consumer;
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

    @Incoming(Topics.DELIVERY_PARTNERS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
