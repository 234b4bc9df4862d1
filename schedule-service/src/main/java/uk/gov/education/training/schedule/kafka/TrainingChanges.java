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

/** What lead providers report: they change schedules. That training pauses or ends doesn't change its schedule. */
@ApplicationScoped
class TrainingChanges {

    private final FactConsumer consumer;
    private final PublishCatalogue catalogue;
    private final AssignSchedules assignSchedules;

    TrainingChanges(FactConsumer consumer, PublishCatalogue catalogue, AssignSchedules assignSchedules) {
        this.consumer = consumer;
        this.catalogue = catalogue;
        this.assignSchedules = assignSchedules;
    }

    @Incoming(Topics.TRAINING_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return catalogue
                .published()
                .chain(() ->
                        consumer.consume(Subscription.whole(Topics.TRAINING_CHANGES), polled, assignSchedules::on));
    }
}
