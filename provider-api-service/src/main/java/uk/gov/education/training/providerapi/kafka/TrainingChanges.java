package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Progress;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.RefreshParticipants;

/**
 * What lead providers have reported: this service's own facts, read back so that they too can be rebuilt from the
 * topic. They are read once the partnerships are: training that was moved to another cohort goes on by one of them.
 */
@ApplicationScoped
class TrainingChanges {

    private final FactConsumer consumer;
    private final Progress progress;
    private final RefreshParticipants participants;

    TrainingChanges(FactConsumer consumer, Progress progress, RefreshParticipants participants) {
        this.consumer = consumer;
        this.progress = progress;
        this.participants = participants;
    }

    @Incoming(Topics.TRAINING_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return progress.read(Topics.PARTNERSHIPS)
                .chain(() -> consumer.consume(
                        Subscription.whole(Topics.TRAINING_CHANGES),
                        polled,
                        (tx, moved) -> participants.refresh(tx, moved.keySet())));
    }
}
