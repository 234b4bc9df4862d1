package uk.gov.education.training.events.delivery;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;

/** How far this service has read: up to where its topics ended when it started, or not yet. */
@ApplicationScoped
public class Progress {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final KafkaClientService clients;
    private final Map<String, Object> kafka;
    private final String group;
    private final Map<TopicPartition, Long> consumed = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> read =
            Topics.ALL.stream().collect(toMap(Topic::name, topic -> new CompletableFuture<>()));
    private volatile boolean caughtUp;
    private volatile boolean brokerReachable;

    Progress(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.connector.smallrye-kafka.group.id") String group) {
        this.clients = clients;
        this.kafka = kafka;
        this.group = group;
    }

    void onStart(@Observes StartupEvent start) {
        Thread.ofVirtual().name("progress").start(this::watch);
    }

    void consumed(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record ->
                consumed.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
    }

    /** Whether every topic is read. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Ends once one topic is read, for what must not be decided by half of it. */
    public Uni<Void> read(Topic<?, ?> topic) {
        return Uni.createFrom().completionStage(() -> read.get(topic.name()).copy());
    }

    public boolean isBrokerReachable() {
        return brokerReachable;
    }

    private void watch() {
        try {
            while (true) {
                try (Admin admin = Admin.create(kafka)) {
                    look(admin);
                } catch (ExecutionException | KafkaException away) {
                    brokerReachable = false;
                    Thread.sleep(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = caughtUp ? Map.of() : ends(admin);
        while (true) {
            if (!caughtUp) {
                note(unread(ends, committed(admin)));
            }
            admin.describeCluster().clusterId().get();
            brokerReachable = true;
            Thread.sleep(caughtUp ? LOOK_AGAIN.multipliedBy(10) : LOOK_AGAIN);
        }
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
                .filter(end ->
                        Math.max(consumed.getOrDefault(end.getKey(), 0L), committed.getOrDefault(end.getKey(), 0L))
                                < end.getValue())
                .map(end -> end.getKey().topic())
                .collect(toSet());
    }

    private Map<TopicPartition, Long> committed(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions())
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** Where the topics end now; partitions in which nothing is left to read don't count. */
    private Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        for (var topic : admin.describeTopics(clients.getConsumerChannels())
                .allTopicNames()
                .get()
                .values()) {
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
