package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.ApplyMergesAndDeletions;
import uk.gov.education.training.providerapi.RefreshParticipants;

/**
 * Applies schools' reports. Starts after this service has read back its own reports, because all of them must move with
 * a merged participant.
 */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final ApplyMergesAndDeletions reports;
    private final RefreshParticipants participants;

    ParticipantChangesConsumer(ApplyMergesAndDeletions reports, RefreshParticipants participants) {
        this.reports = reports;
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.PARTICIPANT_CHANGES);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> reports.follow(tx, moved).chain(concerned -> participants.refresh(tx, concerned));
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.TRAINING_CHANGES, Topics.DECLARATIONS);
    }
}
