package uk.gov.education.training.schoolupdates.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;

/** What lead providers have declared: whoever it is about has started. Kept, and read by whoever decides. */
@ApplicationScoped
class Declarations implements Reader {

    private final FactConsumer consumer;

    Declarations(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.DECLARATIONS);
    }

    @Incoming(Topics.DECLARATIONS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
