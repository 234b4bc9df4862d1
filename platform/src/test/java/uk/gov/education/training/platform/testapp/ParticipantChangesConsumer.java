package uk.gov.education.training.platform.testapp;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Consumes another service's facts, after this service has re-read its own decisions. */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final AssignSeptemberSchedules assignSeptemberSchedules;

    ParticipantChangesConsumer(FactConsumer consumer, AssignSeptemberSchedules assignSeptemberSchedules) {
        this.consumer = consumer;
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

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
