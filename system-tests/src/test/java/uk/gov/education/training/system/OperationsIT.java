package uk.gov.education.training.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Alert.Condition;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Demo;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.localstack.TestTimeouts;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * A killed service, an unavailable server and an invalid record each raise an alert, which clears by itself. The test
 * prints how long this takes: on an idle machine, up to 15 s. After each test everything runs and no alert is active.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {

    private static final Duration CONSOLE_TIMEOUT = TestTimeouts.of(Duration.ofSeconds(10));
    private static final Set<Condition> CAUSED_HERE = Set.of(
            Condition.INSTANCE_UNRESPONSIVE,
            Condition.DATABASE_UNAVAILABLE,
            Condition.BROKER_UNAVAILABLE,
            Condition.DEAD_LETTERS_WAITING);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final List<Service> ALL = Service.WITH_DATABASE;

    private final LocalSystem localSystem = FailureReport.of(
            LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), Path.of("target/operations")));
    private final Demo demo = localSystem.start(true);
    private final TopicClient topics = new TopicClient(localSystem.kafka().bootstrapServers());

    @AfterAll
    void stop() {
        topics.close();
        localSystem.close();
    }

    @AfterEach
    void restart() {
        RestartStopped.in(localSystem);
        ALL.forEach(service -> operations(service)
                .post("/discard", Map.of("filter", Map.of(), "reason", "The test is over"))
                .ok());
        patiently().untilAsserted(() -> assertThat(activeAlerts()).isEmpty());
    }

    /** The active alerts of the conditions that these tests cause. */
    private List<String> activeAlerts() {
        return ALL.stream()
                .flatMap(service -> CAUSED_HERE.stream()
                        .filter(condition -> alerts(service, condition).stream()
                                .reduce((earlier, later) -> later)
                                .filter(last -> last.snapshot().raised())
                                .isPresent())
                        .map(condition -> Alert.key(service.module(), condition)))
                .toList();
    }

    private RestClient operations(Service service) {
        return new RestClient(
                localSystem.service(service).address() + "/api/v1/dead-letters",
                demo.tokens().get("operations"));
    }

    @Test
    void killedServiceRaisesAnAlertUntilItIsBack() {
        Instant killed = Instant.now();
        localSystem.service(Service.SCHEDULE).kill();
        awaitAlert(Service.SCHEDULE, Condition.INSTANCE_UNRESPONSIVE, true, killed);

        Instant started = Instant.now();
        localSystem.service(Service.SCHEDULE).start();
        awaitAlert(Service.SCHEDULE, Condition.INSTANCE_UNRESPONSIVE, false, started);
    }

    @Test
    void unavailableDatabaseRaisesAnAlert() {
        Instant killed = Instant.now();
        localSystem.postgres().kill();
        ALL.forEach(service -> awaitAlert(service, Condition.DATABASE_UNAVAILABLE, true, killed));

        Instant started = Instant.now();
        localSystem.postgres().restart();
        ALL.forEach(service -> awaitAlert(service, Condition.DATABASE_UNAVAILABLE, false, started));
    }

    @Test
    void unavailableBrokerIsReportedAtOnceAndPublishedLater() {
        Instant killed = Instant.now();
        localSystem.kafka().kill();
        ALL.forEach(service -> {
            patiently()
                    .untilAsserted(() -> assertThat(reason(service, "broker")).contains("Kafka does not answer"));
            took("broker down in the health of " + service.module(), killed);
        });

        Instant started = Instant.now();
        localSystem.kafka().restart();
        ALL.forEach(service -> {
            awaitAlert(service, Condition.BROKER_UNAVAILABLE, false, started);
            assertThat(alerts(service, Condition.BROKER_UNAVAILABLE)).anySatisfy(alert -> {
                assertThat(alert.snapshot().raised()).isTrue();
                assertThat(alert.at()).isBetween(killed, started);
            });
        });
        // Instances that lose the broker do not report each other as unresponsive.
        ALL.forEach(service -> assertThat(alerts(service, Condition.INSTANCE_UNRESPONSIVE))
                .noneMatch(alert -> alert.at().isAfter(killed)));
    }

    @Test
    void poisonRaisesAnAlertOfEachConsumer() {
        Instant published = Instant.now();
        poison();

        for (Service service : List.of(Service.SCHOOL_UPDATES, Service.FUNDING)) {
            awaitAlert(service, Condition.DEAD_LETTERS_WAITING, true, published);
            assertThat(reason(service, "dead-letters-waiting")).startsWith("1 dead letter waits for a decision");
        }
    }

    @Test
    void deadLetterRequestsFailBeforeTheConsoleTimesOutWhileKafkaIsDown() {
        poison();
        RestClient operations = operations(Service.FUNDING);
        patiently()
                .until(() ->
                        operations.get("?status=waiting").ok().at("/meta/total").asInt() == 1);
        String deadLetterId =
                operations.get("?status=waiting").ok().at("/data/0/id").asText();
        localSystem.kafka().kill();
        Instant sent = Instant.now();

        RestClient.Response response = operations.post("/" + deadLetterId + "/replay", Map.of("dry_run", true));

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body().at("/errors/0/detail").asText()).startsWith("Kafka does not answer");
        assertThat(Duration.between(sent, Instant.now())).isLessThan(CONSOLE_TIMEOUT);
    }

    private void poison() {
        topics.publishRaw(
                Topics.DECLARATIONS_NAME,
                UUID.randomUUID().toString(),
                Map.of("ce_type", "uk.gov.education.training.declaration-submitted.v1"),
                "no JSON".getBytes(UTF_8));
    }

    private void awaitAlert(Service service, Condition condition, boolean raised, Instant since) {
        patiently()
                .untilAsserted(
                        () -> assertThat(alerts(service, condition)).last().satisfies(alert -> {
                            assertThat(alert.snapshot().raised()).isEqualTo(raised);
                            assertThat(alert.at()).isAfter(since);
                        }));
        took(Alert.key(service.module(), condition) + (raised ? " raised" : " cleared"), since);
    }

    private static ConditionFactory patiently() {
        return await().atMost(LATER).pollInterval(POLL_INTERVAL).ignoreExceptionsInstanceOf(RuntimeException.class);
    }

    private static void took(String event, Instant since) {
        System.out.printf(
                "%s after %.1f s%n",
                event, Duration.between(since, Instant.now()).toMillis() / 1_000.0);
    }

    private List<? extends Message<?, Alert>> alerts(Service service, Condition condition) {
        return topics.messages(Topics.OPERATIONS_ALERTS, Alert.key(service.module(), condition));
    }

    private String reason(Service service, String check) {
        JsonNode health = new RestClient(
                        localSystem.service(service).address(), demo.tokens().get("operations"))
                .get("/q/health")
                .body();
        for (JsonNode each : health.path("checks")) {
            if (each.path("name").asText().equals(check)) {
                return each.path("data").path("reason").asText();
            }
        }
        return "no such check";
    }
}
