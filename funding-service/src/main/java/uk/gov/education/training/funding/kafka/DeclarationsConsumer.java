package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.funding.DecideFunding;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;

/**
 * Decides funding when declarations are submitted or voided. Starts after this service has re-read its own decisions,
 * like {@link ParticipantChangesConsumer}.
 */
@ApplicationScoped
class DeclarationsConsumer implements TopicSubscription {

    private final DecideFunding decideFunding;

    DeclarationsConsumer(DecideFunding decideFunding) {
        this.decideFunding = decideFunding;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.DECLARATIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return decideFunding::on;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.FUNDING_DECISIONS);
    }
}
