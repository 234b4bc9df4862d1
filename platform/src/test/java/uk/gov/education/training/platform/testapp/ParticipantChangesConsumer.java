package uk.gov.education.training.platform.testapp;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Consumes another service's facts, after this service has re-read its own decisions. */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final AssignSeptemberSchedules assignSeptemberSchedules;

    ParticipantChangesConsumer(AssignSeptemberSchedules assignSeptemberSchedules) {
        this.assignSeptemberSchedules = assignSeptemberSchedules;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return new SnapshotProjection<>(Topics.PARTICIPANT_CHANGES, Participant::withoutPersonalData);
    }

    @Override
    public ChangeHandler changeHandler() {
        return assignSeptemberSchedules::onParticipants;
    }

    @Override
    public List<Topic<?, ?>> prerequisites() {
        return List.of(Topics.SCHEDULE_ASSIGNMENTS);
    }
}
