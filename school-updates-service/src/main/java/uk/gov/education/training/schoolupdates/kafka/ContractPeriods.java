package uk.gov.education.training.schoolupdates.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.FactConsumer;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;

/** The contract periods, without their schedules: only their dates decide here. Kept, and read by whoever decides. */
@ApplicationScoped
class ContractPeriods implements Reader {

    private final FactConsumer consumer;

    ContractPeriods(FactConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public Subscription<?, ?> subscription() {
        return new Subscription<>(Topics.CONTRACT_PERIODS, ContractPeriods::withoutSchedules);
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
