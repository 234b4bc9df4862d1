package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.funding.DecideFunding;

/** What schools report, without who the people are. */
@ApplicationScoped
class ParticipantChanges implements Reader {

    private final FactConsumer consumer;
    private final DecideFunding decideFunding;

    ParticipantChanges(FactConsumer consumer, DecideFunding decideFunding) {
        this.consumer = consumer;
        this.decideFunding = decideFunding;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return new Subscription<>(Topics.PARTICIPANT_CHANGES, Participant::withoutPersonalData);
    }

    @Override
    public Reaction reaction() {
        return decideFunding::onParticipants;
    }

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
