package uk.gov.education.training.funding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.funding.domain.declarations.Given.NOVEMBER;
import static uk.gov.education.training.funding.domain.declarations.Given.inductedEct;
import static uk.gov.education.training.localstack.TestTimeouts.SOON;

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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.DeclarationChange.DeclarationSubmitted;
import uk.gov.education.training.events.DeclarationType;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange.EligibilityDecided;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.DeclarationFunding;
import uk.gov.education.training.events.FundingPosition.DeclarationState;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.funding.domain.declarations.Given;
import uk.gov.education.training.localstack.TestInfrastructure;
import uk.gov.education.training.testsupport.TopicClient;

/** The service starts with an empty database, and finds on the topics what it said before it lost the other one. */
@QuarkusTest
@TestProfile(LostDatabaseIT.AfterTheLoss.class)
class LostDatabaseIT {

    private static final int PEOPLE = 300;
    private static final long NEWEST = 7;
    private static final LocalDate ELIGIBLE = LocalDate.of(2025, 9, 5);
    private static final Instant SUBMITTED = Instant.parse("2025-10-10T12:00:00Z");

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
            Map<String, List<Message<?, FundingPosition>>> said = new HashMap<>();
            topics.records(FUNDING_DECISIONS.name()).stream()
                    .filter(record -> record.value() != null)
                    .forEach(record -> said.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(TopicClient.read(FUNDING_DECISIONS, record)));
            for (int number = 0; number < PEOPLE; number++) {
                var about = said.get(person(number).toString());
                // Of every second one all was said; of the others that they are eligible is new.
                assertThat(about)
                        .extracting(Message::version)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, knowsAll(number) ? 7 : 8)
                                .mapToObj(Long::valueOf)
                                .toList());
                assertThat(about.getLast().snapshot()).isEqualTo(position(number, ELIGIBLE));
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

    private static boolean knowsAll(int number) {
        return number % 2 == 0;
    }

    private static FundingPosition position(int number, @Nullable LocalDate eligible) {
        return new FundingPosition(
                person(number),
                new RoleFunding(eligible, null, null),
                null,
                List.of(new DeclarationFunding(declaration(number).id(), DeclarationState.PAID, NOVEMBER, null)));
    }

    private static Declaration declaration(int number) {
        return Given.declaration(new UUID(0x1058, number), DeclarationType.STARTED, SUBMITTED.toString());
    }

    /**
     * Everybody, what was declared about them and all that was decided, on the topics before the service starts. What
     * was decided is the most, so that it would not be read first by chance.
     */
    public static final class TopicsFromBefore implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            var infrastructure = new TestInfrastructure();
            infrastructure.init(Map.of("database", "funding_service_lost"));
            Map<String, String> config = new HashMap<>(infrastructure.start());
            String servers = config.get("kafka.bootstrap.servers");
            List.of(FUNDING_DECISIONS, PARTICIPANT_CHANGES, DECLARATIONS).forEach(topic -> create(servers, topic));
            try (var topics = new TopicClient(servers)) {
                fill(topics);
            }
            config.put("mp.messaging.connector.smallrye-kafka.group.id", "funding-service-lost");
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
                                .mapToObj(number -> CompletableFuture.runAsync(() -> fill(topics, number), people))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
        }

        private static void fill(TopicClient topics, int number) {
            String key = person(number).toString();
            for (long version = 1; version <= NEWEST; version++) {
                LocalDate eligible = version == NEWEST && knowsAll(number) ? ELIGIBLE : null;
                topics.publish(
                        FUNDING_DECISIONS,
                        key,
                        new Message<>(
                                version,
                                SUBMITTED,
                                new EligibilityDecided(Role.ECT, eligible),
                                position(number, eligible)));
            }
            topics.publish(
                    PARTICIPANT_CHANGES,
                    key,
                    new Message<>(
                            1,
                            SUBMITTED,
                            new EctRegistered(
                                    "100002",
                                    null,
                                    LocalDate.of(2025, 9, 1),
                                    TrainingProgramme.PROVIDER_LED,
                                    Given.LEAD_PROVIDER),
                            inductedEct(person(number))));
            Declaration declaration = declaration(number);
            topics.publish(
                    DECLARATIONS,
                    key,
                    new Message<>(
                            1,
                            SUBMITTED,
                            new DeclarationSubmitted(
                                    declaration.id(),
                                    declaration.trainingId(),
                                    declaration.leadProviderId(),
                                    declaration.role(),
                                    declaration.type(),
                                    declaration.declarationDate()),
                            new Declarations(person(number), List.of(declaration))));
        }

        @Override
        public void stop() {}
    }
}
