package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/**
 * Reads back the reports about training, which are this service's own facts, so that they can be rebuilt from the
 * topic. Starts after the partnerships, because training that was moved to another cohort refers to one of them.
 */
@ApplicationScoped
class TrainingChangesConsumer implements TopicSubscription {

    private final RefreshParticipants participants;

    TrainingChangesConsumer(RefreshParticipants participants) {
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.TRAINING_CHANGES);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.PARTNERSHIPS);
    }
}
