package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.funding.DecideFunding;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.messaging.TopicSubscription.ChangeHandler;

/**
 * Decides funding when schools report changes. Stores no personal data. Starts after this service has re-read its own
 * decisions: after a database loss, versions must continue from there, because consumers ignore older ones.
 */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final DecideFunding decideFunding;

    ParticipantChangesConsumer(DecideFunding decideFunding) {
        this.decideFunding = decideFunding;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return new SnapshotProjection<>(Topics.PARTICIPANT_CHANGES, Participant::withoutPersonalData);
    }

    @Override
    public ChangeHandler changeHandler() {
        return decideFunding::onParticipants;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.FUNDING_DECISIONS);
    }
}
