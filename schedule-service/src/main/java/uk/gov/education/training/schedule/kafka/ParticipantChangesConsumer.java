package uk.gov.education.training.schedule.kafka;

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
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishContractPeriods;

/**
 * Stores participants without personal data, and decides about their schedules. Starts after this service has re-read
 * its own decisions: after a database loss, versions must continue from there, because consumers ignore older ones.
 */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final PublishContractPeriods publishContractPeriods;
    private final AssignSchedules assignSchedules;

    ParticipantChangesConsumer(
            FactConsumer consumer, PublishContractPeriods publishContractPeriods, AssignSchedules assignSchedules) {
        this.consumer = consumer;
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

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return publishContractPeriods.published().chain(() -> consumer.consume(this, polled));
    }
}
