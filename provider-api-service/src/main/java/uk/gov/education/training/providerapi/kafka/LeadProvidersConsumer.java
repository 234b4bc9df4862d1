package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores lead providers. Each of them sees every school. */
@ApplicationScoped
class LeadProvidersConsumer implements TopicSubscription {

    private final FactConsumer consumer;

    LeadProvidersConsumer(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.LEAD_PROVIDERS);
    }

    @Incoming(Topics.LEAD_PROVIDERS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
