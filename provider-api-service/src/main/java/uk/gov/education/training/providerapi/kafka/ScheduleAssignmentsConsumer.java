package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Applies the schedules that trainings are assigned. */
@ApplicationScoped
class ScheduleAssignmentsConsumer implements TopicSubscription {

    private final FactConsumer consumer;
    private final RefreshParticipants participants;

    ScheduleAssignmentsConsumer(FactConsumer consumer, RefreshParticipants participants) {
        this.consumer = consumer;
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> participants.refresh(tx, moved.keySet());
    }

    @Incoming(Topics.SCHEDULE_ASSIGNMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
