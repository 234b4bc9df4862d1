package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/**
 * Re-reads this service's own statements. After a database loss, their versions continue from here, and a contract that
 * is agreed again gets its published statements back.
 */
@ApplicationScoped
class StatementsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.STATEMENTS);
    }
}
