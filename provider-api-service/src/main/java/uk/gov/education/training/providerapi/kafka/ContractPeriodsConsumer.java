package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshOnContractPeriodChange;
import uk.gov.education.training.providerapi.RefreshOnUpliftChange;

/** Stores contract periods and their schedules, which changes of schedule and declarations look up. */
@ApplicationScoped
class ContractPeriodsConsumer implements TopicSubscription {

    private final RefreshOnUpliftChange refreshOnUpliftChange;
    private final RefreshOnContractPeriodChange refreshOnContractPeriodChange;

    ContractPeriodsConsumer(
            RefreshOnUpliftChange refreshOnUpliftChange, RefreshOnContractPeriodChange refreshOnContractPeriodChange) {
        this.refreshOnUpliftChange = refreshOnUpliftChange;
        this.refreshOnContractPeriodChange = refreshOnContractPeriodChange;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.CONTRACT_PERIODS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> refreshOnUpliftChange
                .onContractPeriods(tx, moved)
                .chain(() -> refreshOnContractPeriodChange.on(tx, moved));
    }
}
