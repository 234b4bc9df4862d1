package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.ConfirmVoid;
import uk.gov.education.training.providerapi.RefreshParticipants;

/** Applies decisions about funding and about declarations. */
@ApplicationScoped
class FundingDecisionsConsumer implements TopicSubscription {

    private final ConfirmVoid confirmVoid;
    private final RefreshParticipants participants;

    FundingDecisionsConsumer(ConfirmVoid confirmVoid, RefreshParticipants participants) {
        this.confirmVoid = confirmVoid;
        this.participants = participants;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.FUNDING_DECISIONS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return (tx, moved) -> confirmVoid.on(tx, moved).chain(() -> participants.refresh(tx, moved.keySet()));
    }
}
