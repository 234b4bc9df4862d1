package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.testing.TopicClient;
import uk.gov.education.training.local.Demo;
import uk.gov.education.training.local.Running;
import uk.gov.education.training.local.Service;

/**
 * Two thousand changes while everything is killed once: no accepted change is lost, applied twice or out of order, and
 * a client that follows {@code updated_since} ends with exactly the server's state.
 */
class FaultsIT {

    private static final int WRITERS = 8;
    private static final int PARTICIPANTS_PER_WRITER = 10;
    private static final int CHANGES_PER_WRITER = 250;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Running running = TheSystem.running();
    private final Demo demo = TheSystem.demo();
    private final Place place = Place.nth(demo, 1);
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void everyAcceptedChangeIsVisibleOnceAndInOrderWhateverIsKilled() throws Exception {
        // Given
        var client = new SyncClient(place.provider());
        var polling = new AtomicBoolean(true);

        // When
        Map<String, List<String>> names = new HashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var poller = threads.submit(() -> {
                while (polling.get()) {
                    client.poll();
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
            });
            var writers = new ArrayList<Callable<Map<String, List<String>>>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(() -> write(writer));
            }
            var faults = threads.submit(this::killEverythingOnce);
            for (var written : threads.invokeAll(writers)) {
                names.putAll(written.get());
            }
            faults.get();
            awaitVisible(names);
            polling.set(false);
            poller.get();
        }
        client.poll();

        // Then
        assertThat(accepted.get()).isEqualTo(WRITERS * CHANGES_PER_WRITER);
        assertThat(client.participants()).containsExactlyInAnyOrderEntriesOf(serverState());
        assertOnTopicOnceAndInOrder(names);
        assertNoDeadLetters(names.keySet());
    }

    /** Registers people and renames them in turn. What isn't answered is asked again, until it is. */
    private Map<String, List<String>> write(int writer) {
        Map<String, List<String>> names = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int change = 0; change < CHANGES_PER_WRITER; change++) {
            String name = "Person " + writer + " Change " + change;
            if (change % (CHANGES_PER_WRITER / PARTICIPANTS_PER_WRITER) == 0) {
                String id = register(name);
                ids.add(id);
                names.put(id, new ArrayList<>(List.of(name)));
            } else {
                String id = ids.get(change % ids.size());
                rename(id, name);
                names.get(id).add(name);
            }
            accepted.incrementAndGet();
            LockSupport.parkNanos(BETWEEN_CHANGES.toNanos());
        }
        return names;
    }

    /** Under a key: if it had been accepted and only the answer was lost, this is the answer. */
    private String register(String name) {
        String trn = Place.nextTrn();
        Place once = place.once(UUID.randomUUID().toString());
        return untilAnswered(() -> {
            Rest.Answer answer = once.registerEct(trn, name);
            return answer.isOk() ? answer.body().path("id").asText() : null;
        });
    }

    private void rename(String id, String name) {
        Place once = place.once(UUID.randomUUID().toString());
        untilAnswered(() -> once.rename(id, name).isOk() ? "" : null);
    }

    private static String untilAnswered(Callable<String> request) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                String answer = request.call();
                if (answer != null) {
                    return answer;
                }
            } catch (UncheckedIOException away) {
                // asked again
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException("no answer within " + PATIENCE);
    }

    private void killEverythingOnce() {
        for (Service service : Service.values()) {
            pause();
            running.service(service).kill();
            running.service(service).start();
        }
        pause();
        running.kafka().kill();
        running.kafka().restart();
        pause();
        running.postgres().kill();
        running.postgres().restart();
    }

    private static void pause() {
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }

    private void awaitVisible(Map<String, List<String>> names) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            Map<String, JsonNode> state = serverState();
            names.forEach((id, written) -> assertThat(
                            state.containsKey(id)
                                    ? state.get(id).path("full_name").asText()
                                    : null)
                    .isEqualTo(written.getLast()));
        });
        awaitSettled();
    }

    /** Nothing is on its way any more: what the provider sees stays the same while every consumer is at the end. */
    private void awaitSettled() {
        var last = new HashMap<String, JsonNode>();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            Map<String, JsonNode> now = serverState();
            boolean same = now.equals(last);
            last.clear();
            last.putAll(now);
            return same;
        });
    }

    private Map<String, JsonNode> serverState() {
        Map<String, JsonNode> state = new HashMap<>();
        try {
            place.provider()
                    .get("/participants?page%5Bper_page%5D=3000")
                    .ok()
                    .path("data")
                    .forEach(participant -> state.put(participant.path("id").asText(), participant.path("attributes")));
        } catch (UncheckedIOException | IllegalStateException away) {
            return Map.of();
        }
        return state;
    }

    /** A record may be published twice after a crash; but each version says one thing, and versions never go back. */
    private void assertOnTopicOnceAndInOrder(Map<String, List<String>> names) {
        Map<String, List<String>> published = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        try (var topics = new TopicClient(running.kafka().bootstrapServers())) {
            for (ConsumerRecord<String, byte[]> record : topics.records(Topics.PARTICIPANT_CHANGES_NAME)) {
                long version = Long.parseLong(TopicClient.header(record, "ce_sequence"));
                long before = newest.getOrDefault(record.key(), 0L);
                if (version > before) {
                    assertThat(version).as("no version is skipped").isEqualTo(before + 1);
                    newest.put(record.key(), version);
                    published
                            .computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(TopicClient.read(Topics.PARTICIPANT_CHANGES, record)
                                    .snapshot()
                                    .fullName());
                }
            }
        }
        names.forEach((id, written) -> assertThat(published.get(id)).isEqualTo(written));
    }

    private void assertNoDeadLetters(Set<String> participants) {
        try (var topics = new TopicClient(running.kafka().bootstrapServers())) {
            for (Service reader : List.of(Service.SCHEDULE, Service.FUNDING, Service.PROVIDER_API)) {
                String deadLetters = Topics.PARTICIPANT_CHANGES.deadLetters(reader.module());
                assertThat(topics.records(deadLetters))
                        .as(deadLetters)
                        .noneMatch(record -> participants.contains(record.key()));
            }
        }
    }
}
