package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/**
 * What lead providers have declared: this service's own facts, read back so that they can be rebuilt from the topic.
 */
@ApplicationScoped
class Declarations implements Reader {

    private final FactConsumer consumer;
    private final RefreshParticipants participants;

    Declarations(FactConsumer consumer, RefreshParticipants participants) {
        this.consumer = consumer;
        this.participants = participants;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.DECLARATIONS);
    }

    @Override
    public Reaction reaction() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }

    @Incoming(Topics.DECLARATIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
