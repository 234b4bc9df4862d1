package uk.gov.education.training.providerapi.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Progress;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.providerapi.MoveReports;
import uk.gov.education.training.providerapi.RefreshParticipants;

/**
 * What schools report. It is read once this service's own reports are read back: which reports move with a participant
 * can't be told by half of them.
 */
@ApplicationScoped
class ParticipantChanges {

    private final FactConsumer consumer;
    private final Progress progress;
    private final MoveReports reports;
    private final RefreshParticipants participants;

    ParticipantChanges(
            FactConsumer consumer, Progress progress, MoveReports reports, RefreshParticipants participants) {
        this.consumer = consumer;
        this.progress = progress;
        this.reports = reports;
        this.participants = participants;
    }

    @Incoming(Topics.PARTICIPANT_CHANGES_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return progress.read(Topics.TRAINING_CHANGES)
                .chain(() -> consumer.consume(
                        Subscription.whole(Topics.PARTICIPANT_CHANGES), polled, (tx, moved) -> reports.follow(tx, moved)
                                .chain(concerned -> participants.refresh(tx, concerned))));
    }
}
