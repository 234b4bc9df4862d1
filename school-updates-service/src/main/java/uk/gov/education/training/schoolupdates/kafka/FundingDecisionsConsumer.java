package uk.gov.education.training.schoolupdates.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores the funding decisions, which show which mentors are no longer funded. */
@ApplicationScoped
class FundingDecisionsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.FUNDING_DECISIONS);
    }
}
