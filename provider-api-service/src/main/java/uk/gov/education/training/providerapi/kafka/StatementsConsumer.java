package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshStatements;

/** Applies changes of lead providers' monthly statements. */
@ApplicationScoped
class StatementsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshStatements refreshStatements;

    StatementsConsumer(FactConsumer consumer, RefreshStatements refreshStatements) {
        this.consumer = consumer;
        this.refreshStatements = refreshStatements;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.STATEMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshStatements::on;
    }

    @Incoming(Topics.STATEMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
