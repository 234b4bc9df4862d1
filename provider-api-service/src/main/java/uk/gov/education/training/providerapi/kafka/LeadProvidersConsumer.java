package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnLeadProviderChange;

/** Stores lead providers. Each of them sees every school. */
@ApplicationScoped
class LeadProvidersConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshOnLeadProviderChange refreshOnLeadProviderChange;

    LeadProvidersConsumer(FactConsumer consumer, RefreshOnLeadProviderChange refreshOnLeadProviderChange) {
        this.consumer = consumer;
        this.refreshOnLeadProviderChange = refreshOnLeadProviderChange;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.LEAD_PROVIDERS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshOnLeadProviderChange::on;
    }

    @Incoming(Topics.LEAD_PROVIDERS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
