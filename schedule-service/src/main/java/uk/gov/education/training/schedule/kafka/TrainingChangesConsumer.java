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

/**
 * Stores the lead providers' reports. A report can change a schedule; deferring or withdrawing does not. Starts after
 * this service has re-read its own decisions, like {@link ParticipantChangesConsumer}.
 */
@ApplicationScoped
class TrainingChangesConsumer implements TopicSubscription {

    private final PublishContractPeriods publishContractPeriods;
    private final AssignSchedules assignSchedules;

    TrainingChangesConsumer(PublishContractPeriods publishContractPeriods, AssignSchedules assignSchedules) {
        this.publishContractPeriods = publishContractPeriods;
        this.assignSchedules = assignSchedules;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.TRAINING_CHANGES);
    }

    @Override
    public ChangeHandler changeHandler() {
        return assignSchedules::on;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.CONTRACT_PERIODS, Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Override
    public Uni<Void> whenReady() {
        return publishContractPeriods.published();
    }
}
