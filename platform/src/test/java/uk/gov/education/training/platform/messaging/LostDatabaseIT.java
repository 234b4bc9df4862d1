package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.testsupport.ParticipantFixtures.LEAD_PROVIDER;
import static uk.gov.education.training.testsupport.ParticipantFixtures.participant;
import static uk.gov.education.training.testsupport.ParticipantFixtures.providerLed;
import static uk.gov.education.training.testsupport.ParticipantFixtures.training;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.testsupport.PublishedTopics;
import uk.gov.education.training.testsupport.ServiceIT;
import uk.gov.education.training.testsupport.TopicClient;

/** A service that lost its database continues from its own topic: it repeats no decision and reuses no version. */
@ServiceIT
@TestProfile(LostDatabaseIT.AfterDatabaseLoss.class)
class LostDatabaseIT {

    private static final int PEOPLE = 300;
    private static final long NEWEST = 7;
    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");

    public static final class AfterDatabaseLoss implements QuarkusTestProfile {

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
    Pool pool;

    @Test
    void versionsContinueFromTheLatestPublished() {
        await().atMost(SOON).untilAsserted(() -> assertThat(query("select count(*) from outbox"))
                .isEqualTo(0L));

        Map<String, List<Message<?, ScheduleAssignments>>> published = published();
        for (int number = 0; number < PEOPLE; number++) {
            var messages = published.get(person(number).toString());
            assertThat(messages)
                    .extracting(Message::version)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, isComplete(number) ? NEWEST : NEWEST + 1)
                            .boxed()
                            .toList());
            assertThat(messages.getLast().snapshot()).isEqualTo(assignments(number, 2));
        }
    }

    /** Records of this test only: some of the other tests' records are unreadable. */
    private static Map<String, List<Message<?, ScheduleAssignments>>> published() {
        Set<String> people = IntStream.range(0, PEOPLE)
                .mapToObj(number -> person(number).toString())
                .collect(toSet());
        Map<String, List<Message<?, ScheduleAssignments>>> published = new HashMap<>();
        try (var topics = TopicClient.ofServiceUnderTest()) {
            topics.records(SCHEDULE_ASSIGNMENTS.name()).stream()
                    .filter(record -> record.value() != null && people.contains(record.key()))
                    .forEach(record -> published
                            .computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(TopicClient.read(SCHEDULE_ASSIGNMENTS, record)));
        }
        return published;
    }

    private Object query(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> rows.iterator().next().getValue(0))
                .await()
                .indefinitely();
    }

    private static UUID person(int number) {
        return new UUID(0x1057, number);
    }

    /** Both trainings of every second person were assigned before the loss, and only the first of the others. */
    private static boolean isComplete(int number) {
        return number % 2 == 0;
    }

    private static ScheduleAssignments assignments(int number, int trainings) {
        return new ScheduleAssignments(
                person(number),
                IntStream.rangeClosed(1, trainings)
                        .mapToObj(training -> new ScheduleAssignment(
                                training(training),
                                Role.ECT,
                                2025,
                                "ecf-standard-september",
                                AssignmentReason.STANDARD,
                                REGISTERED))
                        .toList());
    }

    /**
     * People and the decisions about them, on the topics before the service starts. Most records are decisions, so that
     * the service does not happen to read them first.
     */
    public static final class EarlierRecords implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return PublishedTopics.start(
                    "platform_lost",
                    List.of(SCHEDULE_ASSIGNMENTS, PARTICIPANT_CHANGES),
                    topics -> PublishedTopics.forEachOf(PEOPLE, number -> publish(topics, number)));
        }

        private static void publish(TopicClient topics, int number) {
            UUID person = person(number);
            for (long version = 1; version <= NEWEST; version++) {
                topics.publish(SCHEDULE_ASSIGNMENTS, person.toString(), assigned(version, number));
            }
            topics.publish(
                    PARTICIPANT_CHANGES,
                    person.toString(),
                    new Message<>(
                            1,
                            REGISTERED,
                            new EctRegistered(
                                    "100002",
                                    null,
                                    LocalDate.of(2025, 9, 1),
                                    TrainingProgramme.PROVIDER_LED,
                                    LEAD_PROVIDER),
                            participant(
                                    person,
                                    providerLed(1, 2025, "2025-09-01", REGISTERED.toString()),
                                    providerLed(2, 2025, "2026-01-05", REGISTERED.toString()))));
        }

        private static Message<ScheduleChange, ScheduleAssignments> assigned(long version, int number) {
            return new Message<>(
                    version,
                    REGISTERED,
                    new ScheduleAssigned(training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                    assignments(number, version == NEWEST && isComplete(number) ? 2 : 1));
        }

        @Override
        public void stop() {}
    }
}
