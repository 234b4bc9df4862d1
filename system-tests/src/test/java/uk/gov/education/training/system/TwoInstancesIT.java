package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.gov.education.training.localstack.TestTimeouts.LATER;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.LocalSystem;
import uk.gov.education.training.launcher.Service;
import uk.gov.education.training.launcher.ServiceProcess;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * Two instances of the provider API share a broker and a database. They share the work and give the same responses, and
 * one finishes the work of the other after a kill. They run in a separate system, because the broker takes time to
 * notice a killed instance.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT {

    private static final int WRITERS = 4;
    private static final int PARTICIPANTS_PER_WRITER = 5;
    private static final int ROUNDS = 6;
    /** Each participant's versions on the provider API's own topic: one for each deferral and resumption. */
    private static final List<Long> VERSIONS =
            LongStream.rangeClosed(1, ROUNDS).boxed().toList();

    private final LocalSystem localSystem = FailureReport.of(
            LocalSystem.onFreePorts(Path.of("").toAbsolutePath().getParent(), Path.of("target/two-instances")));
    private final ServiceProcess second = localSystem.newInstance(Service.PROVIDER_API, Map.of());
    private final SchoolAndProvider schoolAndProvider = SchoolAndProvider.nth(localSystem.start(true), 2);
    private final RestClient one = schoolAndProvider.provider();
    private final RestClient other = new RestClient(second.address() + "/api/v3", schoolAndProvider.token());
    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    void startSecond() {
        second.start();
        awaitReady(second);
    }

    /** Restarts the instance if a test killed it and failed. */
    @AfterEach
    void restartSecond() {
        if (!second.isRunning()) {
            second.start();
            awaitReady(second);
        }
    }

    @AfterAll
    void stop() {
        second.stop();
        localSystem.close();
    }

    private static void awaitReady(ServiceProcess service) {
        RestClient health = new RestClient(service.address(), "nobody's");
        await().atMost(LATER)
                .ignoreException(UncheckedIOException.class)
                .until(() -> health.get("/q/health/ready").status() == 200);
    }

    @Test
    void bothReturnTheSameAndPublishEachEventOnceInOrder() throws Exception {
        PollingClient client = new PollingClient(one, other);

        List<String> participants = whilePolling(client, () -> {});

        assertThat(participants).hasSize(WRITERS * PARTICIPANTS_PER_WRITER);
        assertNothingIsMissed(client, participants);
        await().atMost(LATER).untilAsserted(() -> {
            Map<String, List<Long>> published = published();
            assertThat(participants)
                    .allSatisfy(id -> assertThat(published.get(id)).isEqualTo(VERSIONS));
        });
    }

    @Test
    void instanceFinishesTheWorkOfAKilledOne() throws Exception {
        PollingClient client = new PollingClient(one, other);

        List<String> participants = whilePolling(client, () -> {
            await().atMost(LATER).until(() -> done.get() > WRITERS * PARTICIPANTS_PER_WRITER * ROUNDS / 3);
            second.kill();
        });

        awaitVisible(participants);
        second.start();
        awaitReady(second);
        assertNothingIsMissed(client, participants);
        // A relay that is killed after publishing and before deleting its rows publishes them again.
        await().atMost(LATER).untilAsserted(() -> {
            Map<String, List<Long>> published = published();
            assertThat(participants).allSatisfy(id -> assertThat(
                            published.get(id).stream().distinct().toList())
                    .isEqualTo(VERSIONS));
        });
    }

    /** Waits until the last accepted values are visible. */
    private void awaitVisible(List<String> participants) {
        await().atMost(LATER).untilAsserted(() -> {
            Map<String, JsonNode> visible = attributes(one);
            assertThat(participants).allSatisfy(id -> {
                assertThat(visible.get(id).path("full_name").asText()).isEqualTo(name(ROUNDS - 1));
                assertThat(visible.get(id)
                                .at("/ecf_enrolments/0/training_status")
                                .asText())
                        .isEqualTo("active");
            });
        });
    }

    /** If the client had missed a change, its copy would never match, however long it polls. */
    private void assertNothingIsMissed(PollingClient client, List<String> participants) {
        awaitVisible(participants);
        await().atMost(LATER).untilAsserted(() -> {
            client.poll();
            assertThat(client.participants()).containsExactlyInAnyOrderEntriesOf(attributes(one));
            assertThat(list(other)).isEqualTo(list(one));
        });
    }

    /** Runs the writers while a client polls. Returns the ids of the writers' participants. */
    private List<String> whilePolling(PollingClient client, Runnable fault) throws Exception {
        done.set(0);
        AtomicBoolean polling = new AtomicBoolean(true);
        List<String> participants = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var poller = threads.submit(() -> {
                while (polling.get()) {
                    client.poll();
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            });
            var running = threads.submit(fault);
            try {
                List<Callable<List<String>>> writers = IntStream.range(0, WRITERS)
                        .mapToObj(i -> (Callable<List<String>>) this::write)
                        .toList();
                for (var written : threads.invokeAll(writers)) {
                    participants.addAll(written.get());
                }
                running.get();
            } finally {
                polling.set(false);
            }
            poller.get();
        }
        return participants;
    }

    /** A school renames people while the provider defers and resumes their training at either instance. */
    private List<String> write() {
        List<String> ids = IntStream.range(0, PARTICIPANTS_PER_WRITER)
                .mapToObj(i -> schoolAndProvider
                        .registerEct(SchoolAndProvider.nextTrn(), "Newly registered")
                        .ok()
                        .path("id")
                        .asText())
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (String id : ids) {
                schoolAndProvider.rename(id, name(round)).ok();
                report(id, round % 2 == 0);
                done.incrementAndGet();
            }
        }
        return ids;
    }

    private static String name(int round) {
        return "Person of round " + round;
    }

    /** Sends the request to each instance in turn, until one accepts it or reports that it was accepted before. */
    private void report(String id, boolean deferral) {
        String path = "/participants/" + id + (deferral ? "/defer" : "/resume");
        Map<String, String> attributes = deferral
                ? Map.of("reason", "career-break", "course_identifier", "ecf-induction")
                : Map.of("course_identifier", "ecf-induction");
        AtomicInteger attempts = new AtomicInteger(done.get());
        await().atMost(LATER).ignoreException(UncheckedIOException.class).until(() -> {
            int status = List.of(one, other)
                    .get(attempts.getAndIncrement() % 2)
                    .put(path, Map.of("data", Map.of("attributes", attributes)))
                    .status();
            // 404 if the participant was only just registered.
            assertThat(status).isIn(200, 404, 422);
            return status != 404;
        });
    }

    private static String list(RestClient instance) {
        return instance.get("/participants?page%5Bper_page%5D=3000").ok().toString();
    }

    private static Map<String, JsonNode> attributes(RestClient instance) {
        Map<String, JsonNode> attributes = new HashMap<>();
        instance.get("/participants?page%5Bper_page%5D=3000")
                .ok()
                .path("data")
                .forEach(
                        participant -> attributes.put(participant.path("id").asText(), participant.path("attributes")));
        return attributes;
    }

    /** The versions of each participant on the provider API's own topic, in topic order. */
    private Map<String, List<Long>> published() {
        Map<String, List<Long>> versions = new HashMap<>();
        try (var topics = new TopicClient(localSystem.kafka().bootstrapServers())) {
            topics.records(Topics.TRAINING_CHANGES_NAME)
                    .forEach(record -> versions.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(Long.parseLong(TopicClient.header(record, "ce_sequence"))));
        }
        return versions;
    }
}
