package uk.gov.education.training.platform.operations;

import static uk.gov.education.training.events.Topics.OPERATIONS_ACTIVITY;
import static uk.gov.education.training.events.Topics.OPERATIONS_ALERTS;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.KafkaTopics;
import uk.gov.education.training.platform.messaging.KeyEncoding;

/**
 * Reads the operations topics: the activity of the last hour, and all alerts. Every instance reads all partitions, so
 * it joins no consumer group. It does not depend on the database.
 */
@ApplicationScoped
class OperationsConsumer {

    private static final Logger LOG = Logger.getLogger(OperationsConsumer.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final KafkaTopics topics;
    private final BrokerMonitor brokerMonitor;
    private final OperationsMessageHandler messageHandler;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private Map<TopicPartition, Long> ends = Map.of();
    private boolean caughtUp;

    OperationsConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KafkaTopics topics,
            BrokerMonitor brokerMonitor,
            OperationsMessageHandler messageHandler) {
        this.kafka = kafka;
        this.topics = topics;
        this.brokerMonitor = brokerMonitor;
        this.messageHandler = messageHandler;
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-consumer").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    private void run() {
        try {
            do {
                try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                    if (assign(consumer)) {
                        poll(consumer);
                    } else {
                        topics.createMissing();
                    }
                } catch (ExecutionException | RuntimeException transientFailure) {
                    LOG.debugf("Reading the operations topics failed, retrying: %s", transientFailure);
                }
            } while (!stop.await(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Continues at the last positions, or starts at the beginning of the history. */
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
            long since = Instant.now().minus(OperationsMessageHandler.HISTORY).toEpochMilli();
            Map<TopicPartition, Long> times = new HashMap<>();
            activity.forEach(partition -> times.put(partition, since));
            consumer.offsetsForTimes(times)
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

    private void poll(KafkaConsumer<String, byte[]> consumer) {
        while (stop.getCount() > 0) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                if (stop.getCount() == 0) {
                    return;
                }
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                messageHandler.receive(record, caughtUp);
            }
            caughtUp = caughtUp
                    || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            if (caughtUp) {
                messageHandler.readUpTo(brokerMonitor.respondedAt());
            }
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
