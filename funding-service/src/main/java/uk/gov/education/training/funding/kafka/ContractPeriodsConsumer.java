package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores contract periods. They do not affect eligibility. */
@ApplicationScoped
class ContractPeriodsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.CONTRACT_PERIODS);
    }
}
