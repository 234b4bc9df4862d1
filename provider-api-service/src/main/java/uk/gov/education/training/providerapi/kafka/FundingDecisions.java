package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.GrantVoiding;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Decisions about whose training can be funded, and what becomes of declarations. */
@ApplicationScoped
class FundingDecisions implements Reader {

    private final FactConsumer consumer;
    private final GrantVoiding grantVoiding;
    private final RefreshParticipants participants;

    FundingDecisions(FactConsumer consumer, GrantVoiding grantVoiding, RefreshParticipants participants) {
        this.consumer = consumer;
        this.grantVoiding = grantVoiding;
        this.participants = participants;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public Reaction reaction() {
        return (tx, moved) -> grantVoiding.on(tx, moved).chain(() -> participants.refresh(tx, moved.keySet()));
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
