package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.ConfirmVoid;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Applies decisions about funding and about declarations. */
@ApplicationScoped
class FundingDecisionsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final ConfirmVoid confirmVoid;
    private final RefreshParticipants participants;

    FundingDecisionsConsumer(FactConsumer consumer, ConfirmVoid confirmVoid, RefreshParticipants participants) {
        this.consumer = consumer;
        this.confirmVoid = confirmVoid;
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> confirmVoid.on(tx, moved).chain(() -> participants.refresh(tx, moved.keySet()));
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
