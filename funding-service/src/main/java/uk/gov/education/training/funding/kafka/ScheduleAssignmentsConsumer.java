package uk.gov.education.training.funding.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores the schedules of trainings, to show them. They do not affect eligibility. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }
}
