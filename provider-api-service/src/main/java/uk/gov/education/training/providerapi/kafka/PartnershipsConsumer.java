package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnPartnershipChange;

/** Applies changes of partnerships, which name delivery partners and lead providers. */
@ApplicationScoped
class PartnershipsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshOnPartnershipChange refreshOnPartnershipChange;

    PartnershipsConsumer(FactConsumer consumer, RefreshOnPartnershipChange refreshOnPartnershipChange) {
        this.consumer = consumer;
        this.refreshOnPartnershipChange = refreshOnPartnershipChange;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.PARTNERSHIPS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshOnPartnershipChange::on;
    }

    @Incoming(Topics.PARTNERSHIPS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
