package uk.gov.education.training.schoolupdates.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactConsumer;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores the contract periods without their schedules, which no rule of this service needs. */
@ApplicationScoped
class ContractPeriodsConsumer implements TopicSubscription {

    private final FactConsumer consumer;

    ContractPeriodsConsumer(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return new SnapshotProjection<>(Topics.CONTRACT_PERIODS, ContractPeriodsConsumer::withoutSchedules);
    }

    @Incoming(Topics.CONTRACT_PERIODS_NAME)
    Uni<Void> on(ConsumerRecords<String, byte[]> polled) {
        return consumer.consume(this, polled);
    }

    private static ContractPeriod withoutSchedules(ContractPeriod period) {
        return new ContractPeriod(
                period.year(),
                period.startedOn(),
                period.finishedOn(),
                period.enabled(),
                period.paymentsFrozenAt(),
                period.mentorFundingEnabled(),
                period.detailedEvidenceTypesEnabled(),
                period.upliftFeesEnabled(),
                List.of());
    }
}
