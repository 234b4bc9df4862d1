package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.funding.DecideFunding;

/** This service's own decisions, read back: if its database is lost, versions go on from what is published. */
@ApplicationScoped
class FundingDecisions implements Reader {

    private final FactConsumer consumer;
    private final DecideFunding decideFunding;

    FundingDecisions(FactConsumer consumer, DecideFunding decideFunding) {
        this.consumer = consumer;
        this.decideFunding = decideFunding;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public Reaction reaction() {
        return decideFunding::on;
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
