package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores partnerships. A contract can be agreed only with a lead provider that a partnership names. */
@ApplicationScoped
class PartnershipsConsumer implements TopicSubscription {

    private final FactConsumer consumer;

    PartnershipsConsumer(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.PARTNERSHIPS);
    }

    @Incoming(Topics.PARTNERSHIPS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
