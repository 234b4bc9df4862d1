package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/**
 * Re-reads this service's own statements. After a database loss, their versions continue from here, and a contract that
 * is agreed again gets its published statements back.
 */
@ApplicationScoped
class StatementsConsumer implements TopicSubscription {

    private final FactConsumer consumer;

    StatementsConsumer(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.STATEMENTS);
    }

    @Incoming(Topics.STATEMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
