package uk.gov.education.training.events.operations;

import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.delivery.KafkaTopics;
import uk.gov.education.training.events.operations.domain.Member;
import uk.gov.education.training.events.operations.domain.Members;

/**
 * Hears what every instance says: its activity from an hour ago, and all alerts. Every instance hears all of it, so it
 * is no consumer group; and it does not wait for the database.
 */
@ApplicationScoped
class Listening {

    private static final Logger LOG = Logger.getLogger(Listening.class);
    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final KafkaTopics topics;
    private final Broker broker;
    private final Event<HeardActivity> activityHeard;
    private final Event<HeardAlert> alertHeard;
    private final Members members;
    private final Map<String, Message<AlertChange, Alert>> alerts = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    Listening(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KafkaTopics topics,
            Broker broker,
            Event<HeardActivity> activityHeard,
            Event<HeardAlert> alertHeard,
            @ConfigProperty(name = "training.alerts.silent-after", defaultValue = "12500ms") Duration silentAfter) {
        this.kafka = kafka;
        this.topics = topics;
        this.broker = broker;
        this.activityHeard = activityHeard;
        this.alertHeard = alertHeard;
        this.members = new Members(silentAfter);
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-listening").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    /** Whether what had been said before this instance started has been heard. */
    boolean hasBegun() {
        synchronized (members) {
            return members.isListening();
        }
    }

    List<Member> members(Activity own, Instant now) {
        synchronized (members) {
            return members.all(own, now);
        }
    }

    /** What was said last about each condition, by key. */
    Map<String, Message<AlertChange, Alert>> alerts() {
        return Map.copyOf(alerts);
    }

    private void run() {
        try {
            do {
                try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                    if (assign(consumer)) {
                        listen(consumer);
                    } else {
                        topics.createAbsent();
                    }
                } catch (ExecutionException | RuntimeException passing) {
                    LOG.debugf("Listening waits: %s", passing);
                }
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it left off, or at first where the history begins. */
    private boolean assign(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> activity = partitions(consumer, OPERATIONS_ACTIVITY);
        List<TopicPartition> alert = partitions(consumer, OPERATIONS_ALERTS);
        if (activity.isEmpty() || alert.isEmpty()) {
            return false;
        }
        List<TopicPartition> all = new ArrayList<>(activity);
        all.addAll(alert);
        if (positions.isEmpty()) {
            ends = consumer.endOffsets(all);
            long since = Instant.now().minus(HISTORY).toEpochMilli();
            Map<TopicPartition, Long> asked = new HashMap<>();
            activity.forEach(partition -> asked.put(partition, since));
            consumer.offsetsForTimes(asked)
                    .forEach((partition, found) ->
                            positions.put(partition, found == null ? ends.get(partition) : (Long) found.offset()));
            positions.putAll(consumer.beginningOffsets(alert));
        }
        consumer.assign(all);
        positions.forEach(consumer::seek);
        return true;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic<?, ?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private void listen(KafkaConsumer<String, byte[]> consumer) {
        while (stop.getCount() > 0) {
            consumer.poll(POLL).forEach(this::hear);
            caughtUp = caughtUp
                    || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            if (caughtUp) {
                synchronized (members) {
                    members.listened(broker.answeredAt());
                }
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        if (record.topic().equals(OPERATIONS_ACTIVITY.name())) {
            hearActivity(record);
        } else {
            hearAlert(record);
        }
    }

    private void hearActivity(ConsumerRecord<String, byte[]> record) {
        Message<ActivityChange, Activity> message = read(OPERATIONS_ACTIVITY, record);
        Instant now = Instant.now();
        Instant publishedAt = Instant.ofEpochMilli(record.timestamp());
        Instant heardAt = caughtUp || publishedAt.isAfter(now) ? now : publishedAt;
        synchronized (members) {
            if (message != null) {
                members.heard(message.snapshot(), heardAt);
            } else if (record.key() != null) {
                members.heardSomethingOf(record.key(), heardAt);
            }
        }
        if (message != null) {
            tell(activityHeard, new HeardActivity(message, publishedAt));
        }
    }

    private void hearAlert(ConsumerRecord<String, byte[]> record) {
        Message<AlertChange, Alert> message = read(OPERATIONS_ALERTS, record);
        Message<AlertChange, Alert> last = alerts.get(record.key());
        if (message != null && (last == null || last.version() < message.version())) {
            alerts.put(record.key(), message);
            tell(alertHeard, new HeardAlert(message, Instant.ofEpochMilli(record.timestamp())));
        }
    }

    /** Null for what nobody should have said. */
    private static <C, S> @Nullable Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return null;
        }
        try {
            return Json.MAPPER.readerFor(topic.message()).readValue(record.value());
        } catch (IOException unreadable) {
            LOG.debugf("Unreadable: %s-%d@%d", record.topic(), record.partition(), record.offset());
            return null;
        }
    }

    private <T> void tell(Event<T> listeners, T heard) {
        if (stop.getCount() == 0) {
            return;
        }
        try {
            listeners.fire(heard);
        } catch (RuntimeException bug) {
            LOG.error("Who listens to operations failed", bug);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
