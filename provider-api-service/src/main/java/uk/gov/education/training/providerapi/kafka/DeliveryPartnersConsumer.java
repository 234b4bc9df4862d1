package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores delivery partners, with the lead providers that may work with them. */
@ApplicationScoped
class DeliveryPartnersConsumer implements TopicSubscription {

    private final FactConsumer consumer;

    DeliveryPartnersConsumer(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.DELIVERY_PARTNERS);
    }

    @Incoming(Topics.DELIVERY_PARTNERS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
