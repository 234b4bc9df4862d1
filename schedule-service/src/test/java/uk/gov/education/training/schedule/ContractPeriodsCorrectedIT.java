package uk.gov.education.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.SchedulesCorrected;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.schedule.domain.ReferenceSchedules;
import uk.gov.education.training.testsupport.PublishedTopics;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TopicClient;

/** A service that lost its database takes its contract periods from the topic, and corrects wrong milestones there. */
@ServiceIT
@TestProfile(ContractPeriodsCorrectedIT.AfterTheLoss.class)
class ContractPeriodsCorrectedIT {

    /** Newer than what the tests of other databases have published on the same broker. */
    private static final long BEFORE_CORRECTION = 1_000;

    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");

    public static final class AfterTheLoss implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EarlierRecords.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    @Any
    Instance<TopicSubscription> subscriptions;

    /** Versions of decisions must continue from those on the topic: a reaction would otherwise reuse them. */
    @Test
    void otherTopicsAreReadAfterOwnDecisions() {
        assertThat(subscriptions)
                .filteredOn(subscription -> !Topics.isOwner("schedule-service", subscription.topic()))
                .hasSize(2)
                .allSatisfy(subscription -> assertThat(subscription.prerequisites())
                        .contains(Topics.SCHEDULE_ASSIGNMENTS, CONTRACT_PERIODS));
    }

    /** An earlier build published contract period 2026, and support opened 2027 as its copy. */
    @Test
    void publishedContractPeriodsWithOtherMilestonesAreCorrectedOnTheTopic() {
        try (var topics = TopicClient.ofServiceUnderTest()) {
            for (int year : List.of(2026, 2027)) {
                await().atMost(SOON).untilAsserted(() -> assertThat(
                                topics.messages(CONTRACT_PERIODS, Integer.toString(year)))
                        .last()
                        .satisfies(message -> {
                            assertThat(message.version()).isEqualTo(BEFORE_CORRECTION + 1);
                            assertThat(message.change())
                                    .isEqualTo(new SchedulesCorrected(
                                            year,
                                            List.of(
                                                    "ecf-extended-september",
                                                    "ecf-reduced-september",
                                                    "ecf-replacement-september")));
                            assertThat(message.snapshot().milestone("ecf-reduced-september", DeclarationType.STARTED))
                                    .hasValue(new Milestone("started", LocalDate.of(year, 6, 1), null));
                        }));
            }
        }
    }

    /** Contract periods on the topic before the service starts. */
    public static final class EarlierRecords implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return PublishedTopics.start("schedule_service_lost", List.of(CONTRACT_PERIODS), EarlierRecords::publish);
        }

        private static void publish(TopicClient topics) {
            for (int year : List.of(2026, 2027)) {
                topics.publish(
                        CONTRACT_PERIODS,
                        Integer.toString(year),
                        new Message<>(
                                BEFORE_CORRECTION,
                                REGISTERED,
                                new ContractPeriodOpened(year),
                                ReferenceSchedules.beforeCorrection(year)));
            }
        }

        @Override
        public void stop() {}
    }
}
