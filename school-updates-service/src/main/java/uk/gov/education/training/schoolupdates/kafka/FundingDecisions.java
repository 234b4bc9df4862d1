package uk.gov.education.training.schoolupdates.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;

/** Which mentors can be funded no more. Kept, and read by whoever decides. */
@ApplicationScoped
class FundingDecisions implements Reader {

    private final FactConsumer consumer;

    FundingDecisions(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.FUNDING_DECISIONS);
    }

    @Incoming(Topics.FUNDING_DECISIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
