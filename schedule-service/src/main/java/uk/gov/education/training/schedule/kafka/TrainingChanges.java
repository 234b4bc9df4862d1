package uk.gov.education.training.schedule.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.schedule.AssignSchedules;
import uk.gov.education.training.schedule.PublishCatalogue;

/**
 * What lead providers report: they change schedules. That training pauses or ends doesn't change its schedule. Like
 * {@link ParticipantChanges} it is read after the decisions about it.
 */
@ApplicationScoped
class TrainingChanges implements Reader {

    private final FactConsumer consumer;
    private final PublishCatalogue catalogue;
    private final AssignSchedules assignSchedules;

    TrainingChanges(FactConsumer consumer, PublishCatalogue catalogue, AssignSchedules assignSchedules) {
        this.consumer = consumer;
        this.catalogue = catalogue;
        this.assignSchedules = assignSchedules;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return Subscription.whole(Topics.TRAINING_CHANGES);
    }

    @Override
    public Reaction reaction() {
        return assignSchedules::on;
    }

    @Override
    public List<Topic<?, ?>> after() {
        return List.of(Topics.CONTRACT_PERIODS, Topics.SCHEDULE_ASSIGNMENTS);
    }

    @Incoming(Topics.TRAINING_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return catalogue.published().chain(() -> consumer.consume(this, polled));
    }
}
