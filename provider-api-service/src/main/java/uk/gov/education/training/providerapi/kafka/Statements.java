package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.RefreshStatements;

/** What DfE pays lead providers month by month. */
@ApplicationScoped
class Statements implements Reader {

    private final FactConsumer consumer;
    private final RefreshStatements refreshStatements;

    Statements(FactConsumer consumer, RefreshStatements refreshStatements) {
        this.consumer = consumer;
        this.refreshStatements = refreshStatements;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.STATEMENTS);
    }

    @Override
    public Reaction reaction() {
        return refreshStatements::on;
    }

    @Incoming(Topics.STATEMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
