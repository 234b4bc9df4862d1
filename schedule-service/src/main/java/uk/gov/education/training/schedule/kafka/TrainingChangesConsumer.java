package uk.gov.education.training.schedule.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishContractPeriods;

/**
 * What lead providers report: they change schedules. That training pauses or ends doesn't change its schedule. Like
 * {@link ParticipantChangesConsumer} it is read after the decisions about it.
 */
@ApplicationScoped
class TrainingChangesConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final PublishContractPeriods catalogue;
    private final AssignSchedules assignSchedules;

    TrainingChangesConsumer(FactConsumer consumer, PublishContractPeriods catalogue, AssignSchedules assignSchedules) {
        this.consumer = consumer;
        this.catalogue = catalogue;
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

    @Incoming(Topics.TRAINING_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return catalogue.published().chain(() -> consumer.consume(this, polled));
    }
}
