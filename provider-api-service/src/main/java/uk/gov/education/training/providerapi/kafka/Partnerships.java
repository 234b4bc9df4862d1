package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.FollowPartnerships;

/** By which partnerships training can go on in another cohort, and through which delivery partner. */
@ApplicationScoped
class Partnerships implements Reader {

    private final FactConsumer consumer;
    private final FollowPartnerships followPartnerships;

    Partnerships(FactConsumer consumer, FollowPartnerships followPartnerships) {
        this.consumer = consumer;
        this.followPartnerships = followPartnerships;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.PARTNERSHIPS);
    }

    @Override
    public Reaction reaction() {
        return followPartnerships::on;
    }

    @Incoming(Topics.PARTNERSHIPS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
