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

/** Whose training can be funded. */
@ApplicationScoped
class FundingDecisions implements Reader {

    private final FactConsumer consumer;
    private final RefreshParticipants participants;

    FundingDecisions(FactConsumer consumer, RefreshParticipants participants) {
        this.consumer = consumer;
        this.participants = participants;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public Reaction reaction() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
