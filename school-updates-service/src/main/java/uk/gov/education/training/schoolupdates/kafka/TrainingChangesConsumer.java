package uk.gov.education.training.schoolupdates.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores the lead providers' reports about training, which schools see. */
@ApplicationScoped
class TrainingChangesConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.TRAINING_CHANGES);
    }
}
