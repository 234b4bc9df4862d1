package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.funding.DecideEligibility;

/** What schools report, without who the people are. */
@ApplicationScoped
class ParticipantChanges {

    private final FactConsumer consumer;
    private final DecideEligibility decideEligibility;

    ParticipantChanges(FactConsumer consumer, DecideEligibility decideEligibility) {
        this.consumer = consumer;
        this.decideEligibility = decideEligibility;
    }

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(
                new Subscription<>(Topics.PARTICIPANT_CHANGES, Participant::withoutPersonalData),
                polled,
                decideEligibility::onParticipants);
    }
}
