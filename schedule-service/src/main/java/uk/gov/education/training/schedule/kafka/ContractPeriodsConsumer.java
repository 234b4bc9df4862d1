package uk.gov.education.training.schedule.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Reads back the contract periods that this service published, in case its database was lost. */
@ApplicationScoped
class ContractPeriodsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.CONTRACT_PERIODS);
    }
}
