package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.funding.DecideFunding;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;

/** Re-reads this service's own decisions. After a database loss, their versions continue from here. */
@ApplicationScoped
class FundingDecisionsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final DecideFunding decideFunding;

    FundingDecisionsConsumer(FactConsumer consumer, DecideFunding decideFunding) {
        this.consumer = consumer;
        this.decideFunding = decideFunding;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return decideFunding::on;
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
