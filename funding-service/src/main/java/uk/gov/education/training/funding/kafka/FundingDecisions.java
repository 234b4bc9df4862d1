package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.funding.DecideEligibility;

/** This service's own decisions, read back: if its database is lost, versions go on from what is published. */
@ApplicationScoped
class FundingDecisions {

    private final FactConsumer consumer;
    private final DecideEligibility decideEligibility;

    FundingDecisions(FactConsumer consumer, DecideEligibility decideEligibility) {
        this.consumer = consumer;
        this.decideEligibility = decideEligibility;
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(Subscription.whole(Topics.FUNDING_DECISIONS), polled, decideEligibility::on);
    }
}
