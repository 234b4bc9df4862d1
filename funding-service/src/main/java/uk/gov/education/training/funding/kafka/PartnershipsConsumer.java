package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores partnerships. A contract can be agreed only with a lead provider that a partnership names. */
@ApplicationScoped
class PartnershipsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.PARTNERSHIPS);
    }
}
