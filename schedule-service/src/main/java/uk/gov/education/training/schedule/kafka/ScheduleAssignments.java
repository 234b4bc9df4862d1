package uk.gov.education.training.schedule.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishCatalogue;

/** This service's own decisions, read back: if its database is lost, versions go on from what is published. */
@ApplicationScoped
class ScheduleAssignments {

    private final FactConsumer consumer;
    private final PublishCatalogue catalogue;
    private final AssignSchedules assignSchedules;

    ScheduleAssignments(FactConsumer consumer, PublishCatalogue catalogue, AssignSchedules assignSchedules) {
        this.consumer = consumer;
        this.catalogue = catalogue;
        this.assignSchedules = assignSchedules;
    }

    @Incoming(Topics.SCHEDULE_ASSIGNMENTS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return catalogue
                .published()
                .chain(() ->
                        consumer.consume(Subscription.whole(Topics.SCHEDULE_ASSIGNMENTS), polled, assignSchedules::on));
    }
}
