package uk.gov.education.training.schoolupdates.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;

/** Stores the contract periods without their schedules, which no rule of this service needs. */
@ApplicationScoped
class ContractPeriodsConsumer implements TopicSubscription {

    @Override
    public SnapshotProjection<?, ?> projection() {
        return new SnapshotProjection<>(Topics.CONTRACT_PERIODS, ContractPeriodsConsumer::withoutSchedules);
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
