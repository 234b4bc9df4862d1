package uk.gov.education.training.platform.testapp;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Re-reads this service's own decisions, so that versions continue after a database loss. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final AssignSeptemberSchedules assignSeptemberSchedules;

    ScheduleAssignmentsConsumer(FactConsumer consumer, AssignSeptemberSchedules assignSeptemberSchedules) {
        this.consumer = consumer;
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

    @Incoming(Topics.SCHEDULE_ASSIGNMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
