package uk.gov.education.training.funding.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;

/** Which schedules trainings have. They are held and shown; they decide nothing about eligibility. */
@ApplicationScoped
class ScheduleAssignments implements Reader {

    private final FactConsumer consumer;

    ScheduleAssignments(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Incoming(Topics.SCHEDULE_ASSIGNMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }
}
