package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;

/** What lead providers report. It is held and shown; it decides nothing about eligibility. */
@ApplicationScoped
class TrainingChanges implements Reader {

    private final FactConsumer consumer;

    TrainingChanges(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.TRAINING_CHANGES);
    }

    @Incoming(Topics.TRAINING_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
