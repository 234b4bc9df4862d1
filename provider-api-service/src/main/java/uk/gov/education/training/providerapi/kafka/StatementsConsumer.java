package uk.gov.education.training.providerapi.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.providerapi.RefreshStatements;

/** Applies changes of lead providers' monthly statements. */
@ApplicationScoped
class StatementsConsumer implements TopicSubscription {

    private final RefreshStatements refreshStatements;

    StatementsConsumer(RefreshStatements refreshStatements) {
        this.refreshStatements = refreshStatements;
    }

    @Override
    public SnapshotProjection<?, ?> projection() {
        return SnapshotProjection.whole(Topics.STATEMENTS);
    }

    @Override
    public ChangeHandler changeHandler() {
        return refreshStatements::on;
    }
}
