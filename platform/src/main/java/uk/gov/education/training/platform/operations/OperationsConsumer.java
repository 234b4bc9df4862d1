package uk.gov.education.training.platform.operations;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.ActivityChange;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.AlertChange;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.KafkaTopics;
import uk.gov.education.training.platform.messaging.KeyEncoding;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.domain.InstanceRegistry;
import uk.gov.education.training.platform.operations.domain.InstanceView;

/**
 * Hears what every instance says: its activity from an hour ago, and all alerts. Every instance hears all of it, so it
 * is no consumer group; and it does not wait for the database.
 */
@ApplicationScoped
class OperationsConsumer {

    private static final Logger LOG = Logger.getLogger(OperationsConsumer.class);
    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final KafkaTopics topics;
    private final BrokerMonitor brokerMonitor;
    private final Event<ActivityReceived> activityHeard;
    private final Event<AlertReceived> alertHeard;
    private final InstanceRegistry instanceRegistry;
    private final Map<String, Message<AlertChange, Alert>> alerts = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Map<String, Counter> unusable;
    private Instant toldAt = Instant.EPOCH;
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    OperationsConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KafkaTopics topics,
            BrokerMonitor brokerMonitor,
            Event<ActivityReceived> activityHeard,
            Event<AlertReceived> alertHeard,
            MeterRegistry metrics,
            @ConfigProperty(name = "training.alerts.silent-after", defaultValue = "12500ms") Duration silentAfter) {
        this.kafka = kafka;
        this.topics = topics;
        this.brokerMonitor = brokerMonitor;
        this.activityHeard = activityHeard;
        this.alertHeard = alertHeard;
        this.instanceRegistry = new InstanceRegistry(silentAfter);
        this.unusable = Stream.of(OPERATIONS_ACTIVITY, OPERATIONS_ALERTS)
                .collect(toMap(Topic::name, topic -> Counter.builder("operations.messages.unusable")
                        .description("Messages to operations that are not as the contract has them")
                        .tag("topic", topic.name())
                        .register(metrics)));
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-listening").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    /** Whether what had been said before this instance started has been heard. */
    boolean hasBegun() {
        synchronized (instanceRegistry) {
            return instanceRegistry.isListening();
        }
    }

    List<InstanceView> members(Activity own, Instant now) {
        synchronized (instanceRegistry) {
            return instanceRegistry.all(own, now);
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
                synchronized (instanceRegistry) {
                    instanceRegistry.listened(brokerMonitor.answeredAt());
                }
            }
        }
    }

    /** Whatever a record is, the next one is heard. */
    private void hear(ConsumerRecord<String, byte[]> record) {
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        Instant now = Instant.now();
        try {
            if (record.topic().equals(OPERATIONS_ACTIVITY.name())) {
                hearActivity(record, now);
            } else {
                hearAlert(record, now);
            }
        } catch (InvalidRecord unusable) {
            passOver(record, unusable.reason(), now);
        } catch (RuntimeException | StackOverflowError bug) {
            passOver(record, RedactedErrors.inShort(bug), now);
        }
    }

    private void hearActivity(ConsumerRecord<String, byte[]> record, Instant now) throws InvalidRecord {
        Instant written = CloudEvents.writtenAt(record);
        Instant publishedAt = written.isAfter(now) ? now : written;
        Instant heardAt = caughtUp ? now : publishedAt;
        Message<ActivityChange, Activity> message;
        try {
            message = OperationsMessageValidator.read(OPERATIONS_ACTIVITY, record, now);
        } catch (InvalidRecord unusable) {
            if (record.key() != null) {
                synchronized (instanceRegistry) {
                    instanceRegistry.heardSomethingOf(record.key(), heardAt);
                }
            }
            throw unusable;
        }
        boolean taken;
        synchronized (instanceRegistry) {
            taken = instanceRegistry.heard(message.snapshot(), heardAt);
        }
        if (!taken) {
            passOver(record, "crowd", now);
        } else if (publishedAt.isAfter(now.minus(HISTORY))) {
            tell(activityHeard, new ActivityReceived(message, publishedAt));
        }
    }

    /**
     * What was said last about a condition counts, by its place on the topic: a version that somebody has made up can't
     * silence those that come after it.
     */
    private void hearAlert(ConsumerRecord<String, byte[]> record, Instant now) throws InvalidRecord {
        if (record.value() == null) {
            CloudEvents.requireKey(OPERATIONS_ALERTS, record.key());
            alerts.remove(record.key());
            return;
        }
        Message<AlertChange, Alert> message = OperationsMessageValidator.read(OPERATIONS_ALERTS, record, now);
        Message<AlertChange, Alert> last = alerts.put(record.key(), message);
        if (last == null || !last.snapshot().equals(message.snapshot())) {
            tell(alertHeard, new AlertReceived(message, CloudEvents.writtenAt(record)));
        }
    }

    /** Says so now and then, for there may be very many, and never what it said. */
    private void passOver(ConsumerRecord<String, byte[]> record, String reason, Instant now) {
        unusable.get(record.topic()).increment();
        if (now.isAfter(toldAt.plus(BETWEEN_COMPLAINTS))) {
            toldAt = now;
            LOG.warnf(
                    "Passed over: %s-%d@%d reason=%s; more of these are only counted for a while",
                    record.topic(), record.partition(), record.offset(), reason);
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
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return new KafkaConsumer<>(config, KeyEncoding.deserializer(), new ByteArrayDeserializer());
    }
}
