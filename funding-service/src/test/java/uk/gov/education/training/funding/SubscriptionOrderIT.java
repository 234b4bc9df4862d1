package uk.gov.education.training.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.testsupport.ServiceIT;

/** The order in which the service starts to read its topics. */
@ServiceIT
class SubscriptionOrderIT {

    @Inject
    @Any
    Instance<TopicSubscription> subscriptions;

    /** After the loss of the database, versions of decisions must continue from those on the topic. */
    @Test
    void declarationsAndParticipantsAreReadAfterOwnDecisions() {
        assertThat(subscriptions)
                .filteredOn(subscription -> subscription.topic().equals(DECLARATIONS)
                        || subscription.topic().equals(PARTICIPANT_CHANGES))
                .hasSize(2)
                .allSatisfy(
                        subscription -> assertThat(subscription.prerequisites()).contains(FUNDING_DECISIONS));
    }
}
