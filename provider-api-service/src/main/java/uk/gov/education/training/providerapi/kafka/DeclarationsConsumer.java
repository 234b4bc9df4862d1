package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Reads back the declarations, which are this service's own facts, so that they can be rebuilt from the topic. */
@ApplicationScoped
class DeclarationsConsumer implements TopicSubscription {

    private final RefreshParticipants participants;

    DeclarationsConsumer(RefreshParticipants participants) {
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.DECLARATIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }
}
