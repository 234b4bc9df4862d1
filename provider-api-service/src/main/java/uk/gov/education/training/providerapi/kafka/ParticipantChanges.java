package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** What schools report. */
@ApplicationScoped
class ParticipantChanges {

    private final FactConsumer consumer;
    private final RefreshParticipants participants;

    ParticipantChanges(FactConsumer consumer, RefreshParticipants participants) {
        this.consumer = consumer;
        this.participants = participants;
    }

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(
                Subscription.whole(Topics.PARTICIPANT_CHANGES),
                polled,
                (tx, moved) -> participants.refresh(tx, moved.keySet()));
    }
}
