package uk.gov.education.training.platform.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
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
import uk.gov.education.training.events.Activity.Waiting;
import uk.gov.education.training.platform.messaging.ConsumerGroup;
import uk.gov.education.training.platform.operations.domain.Backlog;
import uk.gov.education.training.platform.operations.domain.Backlog.Partition;
import uk.gov.education.training.platform.operations.domain.Backlog.Unread;

/**
 * How far behind this service, with all its instances, is in reading its topics. It looks on a thread of its own: many
 * answers make one look, and however long they take, whether the broker answers at all is told meanwhile.
 */
@ApplicationScoped
class LagMonitor {

    private static final Logger LOG = Logger.getLogger(LagMonitor.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Map<String, Object> admin;
    private final Map<String, Object> kafka;
    private final Set<String> topics;
    private final ConsumerGroup group;
    private final BrokerMonitor brokerMonitor;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Map<String, Waiting> newest = Map.of();
    private Set<TopicPartition> partitions = Set.of();
    private Backlog backlog = new Backlog(Map.of());

    LagMonitor(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics,
            ConsumerGroup group,
            BrokerMonitor brokerMonitor) {
        this.kafka = kafka;
        this.admin = new HashMap<>(kafka);
        this.admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        this.admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 8_000);
        this.admin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.topics = clients.getConsumerChannels();
        this.group = group;
        this.brokerMonitor = brokerMonitor;
        for (String topic : topics) {
            gauge(metrics, "consumer.lag.records", topic, "Records that are not read yet", Waiting::records);
            gauge(metrics, "consumer.lag.seconds", topic, "How old the oldest of them is", Waiting::oldestSeconds);
        }
    }

    private void gauge(
            MeterRegistry metrics, String name, String topic, String description, ToDoubleFunction<Waiting> figure) {
        Gauge.builder(name, this, lag -> {
                    Waiting behind = lag.of(topic);
                    return behind == null ? Double.NaN : figure.applyAsDouble(behind);
                })
                .description(description)
                .tag("topic", topic)
                .register(metrics);
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("operations-lag").start(this::watch);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    Set<String> topics() {
        return topics;
    }

    /** What is not read of a topic; null if it can't be told just now. */
    @Nullable
    Waiting of(String topic) {
        return brokerMonitor.isAway() ? null : newest.get(topic);
    }

    private void watch() {
        try {
            do {
                try (Admin client = Admin.create(admin);
                        OldestUnread oldest = new OldestUnread(kafka)) {
                    do {
                        newest = Map.copyOf(look(client, oldest));
                    } while (!stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
                } catch (ExecutionException | RuntimeException notYet) {
                    LOG.debugf("How much is unread is not known: %s", notYet);
                    newest = Map.of();
                }
            } while (!stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Waiting> look(Admin client, OldestUnread oldest)
            throws ExecutionException, InterruptedException {
        Backlog earlier = backlog;
        backlog = backlog(client);
        Map<Partition, Double> ages = oldest.ages(backlog.unreadSince(earlier), Instant.now());
        Map<String, Waiting> byTopic = new HashMap<>();
        topics.forEach(topic -> byTopic.put(topic, backlog.of(topic, ages)));
        return byTopic;
    }

    private Backlog backlog(Admin client) throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            partitions = partitions(client);
        }
        Map<TopicPartition, Long> next = new HashMap<>(group.committed(client));
        Set<TopicPartition> neverRead = new HashSet<>(partitions);
        neverRead.removeAll(next.keySet());
        next.putAll(offsets(client, neverRead, OffsetSpec.earliest()));
        Map<Partition, Unread> unread = new TreeMap<>();
        offsets(client, partitions, OffsetSpec.latest()).forEach((partition, end) -> {
            long from = next.getOrDefault(partition, 0L);
            if (from < end) {
                unread.put(new Partition(partition.topic(), partition.partition()), new Unread(from, end));
            }
        });
        return new Backlog(unread);
    }

    private Set<TopicPartition> partitions(Admin client) throws ExecutionException, InterruptedException {
        Set<TopicPartition> all = new HashSet<>();
        client.describeTopics(topics).allTopicNames().get().values().forEach(topic -> topic.partitions()
                .forEach(partition -> all.add(new TopicPartition(topic.name(), partition.partition()))));
        return all;
    }

    private static Map<TopicPartition, Long> offsets(Admin client, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!asked.isEmpty()) {
            client.listOffsets(asked).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
        }
        return offsets;
    }
}
