package uk.gov.education.training.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Activity.Backlog;
import uk.gov.education.training.platform.messaging.ConsumerGroup;
import uk.gov.education.training.platform.messaging.SubscribedTopics;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Partition;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Unread;

/**
 * Monitors the consumer lag of this service, with all its instances. Runs on its own thread, since a round takes many
 * requests and must not delay {@link BrokerMonitor}.
 */
@ApplicationScoped
class LagMonitor {

    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Map<String, Object> admin;
    private final Map<String, Object> kafka;
    private final Set<String> topics;
    private final ConsumerGroup group;
    private final BrokerMonitor brokerMonitor;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Map<String, Backlog> latest = Map.of();
    private Set<TopicPartition> partitions = Set.of();
    private UnreadByPartition unread = new UnreadByPartition(Map.of());

    LagMonitor(
            SubscribedTopics topics,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics,
            ConsumerGroup group,
            BrokerMonitor brokerMonitor) {
        this.kafka = kafka;
        this.admin = new HashMap<>(kafka);
        this.admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        this.admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        this.admin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.topics = topics.names();
        this.group = group;
        this.brokerMonitor = brokerMonitor;
        for (String topic : this.topics) {
            gauge(metrics, "consumer.lag.records", topic, "Records not consumed yet", Backlog::records);
            gauge(
                    metrics,
                    "consumer.lag.seconds",
                    topic,
                    "Age of the oldest record not consumed yet",
                    Backlog::oldestSeconds);
        }
    }

    private void gauge(
            MeterRegistry metrics, String name, String topic, String description, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, this, self -> {
                    Backlog lag = self.lag(topic);
                    return lag == null ? Double.NaN : figure.applyAsDouble(lag);
                })
                .description(description)
                .tag("topic", topic)
                .register(metrics);
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-lag-monitor").start(this::run);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    Set<String> topics() {
        return topics;
    }

    /** The lag of a topic; null if unknown. */
    @Nullable
    Backlog lag(String topic) {
        return brokerMonitor.isUnavailable() ? null : latest.get(topic);
    }

    private void run() {
        try {
            do {
                try (Admin client = Admin.create(admin);
                        OldestUnread oldest = new OldestUnread(kafka)) {
                    do {
                        latest = Map.copyOf(measure(client, oldest));
                    } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
                } catch (ExecutionException | RuntimeException failure) {
                    LOG.debugf("Measuring the consumer lag failed, retrying: %s", failure);
                    latest = Map.of();
                }
            } while (!stop.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Backlog> measure(Admin client, OldestUnread oldest)
            throws ExecutionException, InterruptedException {
        UnreadByPartition earlier = unread;
        unread = unread(client);
        Map<Partition, Double> ages = oldest.ages(unread.unreadSince(earlier), Instant.now());
        Map<String, Backlog> byTopic = new HashMap<>();
        topics.forEach(topic -> byTopic.put(topic, unread.of(topic, ages)));
        return byTopic;
    }

    private UnreadByPartition unread(Admin client) throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            partitions = partitions(client);
        }
        Map<TopicPartition, Long> next = new HashMap<>(group.committed(client));
        Set<TopicPartition> neverCommitted = new HashSet<>(partitions);
        neverCommitted.removeAll(next.keySet());
        next.putAll(offsets(client, neverCommitted, OffsetSpec.earliest()));
        Map<Partition, Unread> byPartition = new TreeMap<>();
        offsets(client, partitions, OffsetSpec.latest()).forEach((partition, end) -> {
            long from = next.getOrDefault(partition, 0L);
            if (from < end) {
                byPartition.put(new Partition(partition.topic(), partition.partition()), new Unread(from, end));
            }
        });
        return new UnreadByPartition(byPartition);
    }

    private Set<TopicPartition> partitions(Admin client) throws ExecutionException, InterruptedException {
        Set<TopicPartition> all = new HashSet<>();
        client.describeTopics(topics).allTopicNames().get().values().forEach(topic -> topic.partitions()
                .forEach(partition -> all.add(new TopicPartition(topic.name(), partition.partition()))));
        return all;
    }

    private static Map<TopicPartition, Long> offsets(Admin client, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!specs.isEmpty()) {
            client.listOffsets(specs).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
        }
        return offsets;
    }
}
