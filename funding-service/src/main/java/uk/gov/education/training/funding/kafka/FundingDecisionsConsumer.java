package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.funding.DecideFunding;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;

/** Re-reads this service's own decisions. After a database loss, their versions continue from here. */
@ApplicationScoped
class FundingDecisionsConsumer implements TopicSubscription {

    private final DecideFunding decideFunding;

    FundingDecisionsConsumer(DecideFunding decideFunding) {
        this.decideFunding = decideFunding;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return decideFunding::on;
    }
}
