package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Tracks whether this service has read its topics up to where they ended when it started.
 *
 * <p>Also commits offsets that were read but not committed. A commit fails during a rebalance, and is repeated only
 * when the partition brings another record. Until then the lag would be wrong, and an instance that starts would wait
 * for a partition that another one has read.
 */
@ApplicationScoped
public class CatchUpTracker {

    private static final Logger LOG = Logger.getLogger(CatchUpTracker.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaClientService clients;
    private final Map<String, Object> kafka;
    private final ConsumerGroup group;
    private final SubscribedTopics topics;
    private final ConsumedOffsets offsets;
    private final Map<String, CompletableFuture<Void>> read =
            Topics.ALL.stream().collect(toMap(Topic::name, topic -> new CompletableFuture<>()));
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean caughtUp;

    CatchUpTracker(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ConsumerGroup group,
            SubscribedTopics topics,
            ConsumedOffsets offsets) {
        this.clients = clients;
        this.kafka = kafka;
        this.group = group;
        this.topics = topics;
        this.offsets = offsets;
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofVirtual().name("catch-up-tracker").start(this::watch);
    }

    void onStop(@Observes ShutdownEvent end) {
        stop.countDown();
    }

    /** Whether every topic is read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Completes once a topic is read, for decisions that need all of it. */
    public Uni<Void> whenRead(Topic<?, ?> topic) {
        return Uni.createFrom().completionStage(() -> read.get(topic.name()).copy());
    }

    private void watch() {
        try {
            do {
                try (Admin admin = Admin.create(kafka)) {
                    poll(admin);
                } catch (ExecutionException | RuntimeException failure) {
                    LOG.debugf(
                            "Could not compare the committed offsets with the ends of the topics, retrying: %s",
                            RedactedErrors.inShort(failure));
                }
            } while (!stop.await(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = caughtUp ? Map.of() : ends(admin);
        do {
            Map<TopicPartition, Long> committed = group.committed(admin);
            if (!caughtUp) {
                note(unread(ends, committed));
            }
            commitUncommitted(committed);
        } while (!stop.await(
                (caughtUp ? POLL_INTERVAL.multipliedBy(10) : POLL_INTERVAL).toMillis(), TimeUnit.MILLISECONDS));
    }

    private void note(Set<String> unread) {
        read.forEach((topic, reading) -> {
            if (!unread.contains(topic)) {
                reading.complete(null);
            }
        });
        caughtUp = unread.isEmpty();
    }

    private Set<String> unread(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        return ends.entrySet().stream()
                .filter(end -> Math.max(offsets.consumed(end.getKey()), committed.getOrDefault(end.getKey(), 0L))
                        < end.getValue())
                .map(end -> end.getKey().topic())
                .collect(toSet());
    }

    private void commitUncommitted(Map<TopicPartition, Long> committed) {
        if (offsets.isBeyond(committed)) {
            KafkaConsumer<String, byte[]> consumer = clients.getConsumer(TopicsConsumer.CHANNEL);
            var rest = offsets.uncommitted(consumer.getAssignments().await().atMost(TIMEOUT), committed);
            if (!rest.isEmpty()) {
                consumer.commitAsync(rest).await().atMost(TIMEOUT);
            }
        }
    }

    /** The current ends of the topics, without partitions that have no records left. */
    private Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        // Nothing is decided by reports, so the service is ready while some wait.
        for (var topic :
                admin.describeTopics(topics.ofFacts()).allTopicNames().get().values()) {
            topic.partitions().forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, Long> starts = new HashMap<>();
        var latest =
                admin.listOffsets(all(partitions, OffsetSpec.latest())).all().get();
        admin.listOffsets(all(partitions, OffsetSpec.earliest()))
                .all()
                .get()
                .forEach((partition, start) -> starts.put(partition, start.offset()));
        latest.forEach((partition, end) -> {
            if (end.offset() > starts.getOrDefault(partition, 0L)) {
                ends.put(partition, end.offset());
            }
        });
        return ends;
    }

    private static Map<TopicPartition, OffsetSpec> all(Set<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        return specs;
    }
}
