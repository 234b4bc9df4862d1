package uk.gov.education.training.platform.testapp;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Re-reads this service's own decisions, so that versions continue after a database loss. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    private final AssignSeptemberSchedules assignSeptemberSchedules;

    ScheduleAssignmentsConsumer(AssignSeptemberSchedules assignSeptemberSchedules) {
        this.assignSeptemberSchedules = assignSeptemberSchedules;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return assignSeptemberSchedules::on;
    }
}
