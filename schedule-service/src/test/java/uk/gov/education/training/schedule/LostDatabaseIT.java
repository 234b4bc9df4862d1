package uk.gov.education.training.schedule;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.CONTRACT_PERIODS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;
import static uk.gov.education.training.schedule.domain.Given.LEAD_PROVIDER;
import static uk.gov.education.training.schedule.domain.Given.participant;
import static uk.gov.education.training.schedule.domain.Given.providerLed;
import static uk.gov.education.training.schedule.domain.Given.training;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriodChange.ContractPeriodOpened;
import uk.gov.education.training.events.ContractPeriodChange.SchedulesCorrected;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.schedule.domain.ReferenceSchedules;
import uk.gov.education.training.testsupport.TopicClient;

/** The service starts with an empty database, and finds on the topics what it said before it lost the other one. */
@QuarkusTest
@TestProfile(LostDatabaseIT.AfterTheLoss.class)
class LostDatabaseIT {

    private static final int PEOPLE = 300;
    private static final long NEWEST = 7;
    /** Newer than what the tests of other databases have said on the same broker. */
    private static final long BEFORE_CORRECTION = 1_000;

    private static final Instant REGISTERED = Instant.parse("2025-08-18T09:15:00Z");

    public static final class AfterTheLoss implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TopicsFromBefore.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    Pool pool;

    @Test
    void versionsGoOnFromWhatWasPublishedLast() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        await().atMost(SOON).untilAsserted(() -> assertThat(query("select count(*) from outbox"))
                .isEqualTo(0L));

        try (var topics = TopicClient.ofServiceUnderTest()) {
            Map<String, List<Message<?, ScheduleAssignments>>> said = new HashMap<>();
            // Other tests of this run leave records of their own there, unreadable ones too.
            Set<String> people = IntStream.range(0, PEOPLE)
                    .mapToObj(number -> person(number).toString())
                    .collect(toSet());
            topics.records(SCHEDULE_ASSIGNMENTS.name()).stream()
                    .filter(record -> record.value() != null && people.contains(record.key()))
                    .forEach(record -> said.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(TopicClient.read(SCHEDULE_ASSIGNMENTS, record)));
            for (int number = 0; number < PEOPLE; number++) {
                var about = said.get(person(number).toString());
                // Of the second training nothing was said.
                assertThat(about).extracting(Message::version).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
                assertThat(about.getLast().snapshot().assignments()).hasSize(2);
            }
        }
    }

    /** The build before this one had published contract period 2026, and support had opened 2027 as its copy. */
    @Test
    void contractPeriodsThatWerePublishedWithOtherMilestonesAreCorrectedOnTheTopic() {
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

    /**
     * Everybody, and all that was decided about them, on the topics before the service starts. What was decided is the
     * most, so that it would not be read first by chance.
     */
    public static final class TopicsFromBefore implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            var infrastructure = new TestInfrastructure();
            infrastructure.init(Map.of("database", "schedule_service_lost"));
            Map<String, String> config = new HashMap<>(infrastructure.start());
            String servers = config.get("kafka.bootstrap.servers");
            List.of(SCHEDULE_ASSIGNMENTS, PARTICIPANT_CHANGES, CONTRACT_PERIODS)
                    .forEach(topic -> create(servers, topic));
            try (var topics = new TopicClient(servers)) {
                fill(topics);
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
            config.put("mp.messaging.connector.smallrye-kafka.group.id", "schedule-service-lost");
            return config;
        }

        /** As the service does, which may not have run yet. */
        private static void create(String servers, Topic<?, ?> topic) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                admin.createTopics(List.of(
                                new NewTopic(topic.name(), 12, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                        .all()
                        .get();
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(refused);
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        }

        /** About all people at once: each record is waited for. */
        private static void fill(TopicClient topics) {
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                CompletableFuture.allOf(IntStream.range(0, PEOPLE)
                                .mapToObj(number ->
                                        CompletableFuture.runAsync(() -> fill(topics, person(number)), people))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        }

        private static void fill(TopicClient topics, UUID person) {
            for (long version = 1; version <= NEWEST; version++) {
                topics.publish(SCHEDULE_ASSIGNMENTS, person.toString(), assigned(version, person));
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

        private static Message<ScheduleChange, ScheduleAssignments> assigned(long version, UUID person) {
            return new Message<>(
                    version,
                    REGISTERED,
                    new ScheduleAssigned(training(1), 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                    new ScheduleAssignments(
                            person,
                            List.of(new ScheduleAssignment(
                                    training(1),
                                    Role.ECT,
                                    2025,
                                    "ecf-standard-september",
                                    AssignmentReason.STANDARD,
                                    REGISTERED))));
        }

        @Override
        public void stop() {}
    }
}
