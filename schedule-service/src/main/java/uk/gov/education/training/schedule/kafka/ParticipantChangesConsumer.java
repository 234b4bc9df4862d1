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
 * What schools report, without who the people are. It is read once this service's own decisions are read back: where
 * its database was lost, versions go on from them, and whatever was said with an earlier one nobody would hear.
 */
@ApplicationScoped
class ParticipantChangesConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final PublishContractPeriods catalogue;
    private final AssignSchedules assignSchedules;

    ParticipantChangesConsumer(
            FactConsumer consumer, PublishContractPeriods catalogue, AssignSchedules assignSchedules) {
        this.consumer = consumer;
        this.catalogue = catalogue;
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
        return catalogue.published().chain(() -> consumer.consume(this, polled));
    }
}
