package uk.gov.education.training.schedule.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishContractPeriods;

/**
 * Stores participants without personal data, and decides about their schedules. Starts after this service has re-read
 * its own decisions: after a database loss, versions must continue from there, because consumers ignore older ones.
 */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final PublishContractPeriods publishContractPeriods;
    private final AssignSchedules assignSchedules;

    ParticipantChangesConsumer(PublishContractPeriods publishContractPeriods, AssignSchedules assignSchedules) {
        this.publishContractPeriods = publishContractPeriods;
        this.assignSchedules = assignSchedules;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return new SnapshotProjection<>(Topics.PARTICIPANT_CHANGES, Participant::withoutPersonalData);
    }

    @Override
    public ChangeHandler changeHandler() {
        return assignSchedules::onParticipants;
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
