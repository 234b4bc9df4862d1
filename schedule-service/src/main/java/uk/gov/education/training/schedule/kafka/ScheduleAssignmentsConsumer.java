package uk.gov.education.training.schedule.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishContractPeriods;

/** Reads back the schedules that this service published, so that versions continue from there after a database loss. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    private final PublishContractPeriods publishContractPeriods;
    private final AssignSchedules assignSchedules;

    ScheduleAssignmentsConsumer(PublishContractPeriods publishContractPeriods, AssignSchedules assignSchedules) {
        this.publishContractPeriods = publishContractPeriods;
        this.assignSchedules = assignSchedules;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return assignSchedules::on;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.CONTRACT_PERIODS);
    }

    @Override
    public Uni<Void> whenReady() {
        return publishContractPeriods.published();
    }
}
