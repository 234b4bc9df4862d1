package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Reads back the declarations, which are this service's own facts, so that they can be rebuilt from the topic. */
@ApplicationScoped
class DeclarationsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshParticipants participants;

    DeclarationsConsumer(FactConsumer consumer, RefreshParticipants participants) {
        this.consumer = consumer;
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.DECLARATIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }

    @Incoming(Topics.DECLARATIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
