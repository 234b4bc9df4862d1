package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Applies the schedules that trainings are assigned. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    private final RefreshParticipants participants;

    ScheduleAssignmentsConsumer(RefreshParticipants participants) {
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }
}
