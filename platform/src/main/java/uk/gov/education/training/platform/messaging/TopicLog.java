package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toSet;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;

/**
 * Reads topics from any offset, independently of the consumer group and without committing. Every method blocks until
 * the broker answers, so it must not run on an event loop.
 */
@ApplicationScoped
public class TopicLog {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final ConsumerGroup group;
    private final ConsumedOffsets consumed;

    TopicLog(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ConsumerGroup group,
            ConsumedOffsets consumed) {
        this.kafka = kafka;
        this.group = group;
        this.consumed = consumed;
    }

    /** The begin or end offsets of partitions. The offset of a record is below the end. */
    public record Offsets(Map<TopicPartition, Long> byPartition) {

        public long of(TopicPartition partition) {
            return byPartition.getOrDefault(partition, 0L);
        }

        public long sum() {
            return byPartition.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Opens a reader for a caller who waits for the result. */
    public Reading open() {
        return open(TIMEOUT);
    }

    /** @param timeout for an answer of the broker, or for more records */
    public Reading open(Duration timeout) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        // The broker's responses must fit into a small heap.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 2 * 1024 * 1024);
        // Reading stops at the end; the broker need not wait for more records there.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        return new Reading(
                new KafkaConsumer<>(config, KeyEncoding.deserializer(), new ByteArrayDeserializer()), this, timeout);
    }

    /** A reader, used by one thread. */
    public static final class Reading implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;

        private final TopicLog log;
        private final Duration timeout;

        private Reading(KafkaConsumer<String, byte[]> consumer, TopicLog log, Duration timeout) {
            this.consumer = consumer;
            this.log = log;
            this.timeout = timeout;
        }

        /**
         * All partitions of a topic. A key may be on any of them, because other producers may partition differently.
         */
        public Set<TopicPartition> partitions(Topic<?, ?> topic) {
            return partitions(topic, null);
        }

        /** The partitions of a topic: all, or those of the keys. */
        public Set<TopicPartition> partitions(Topic<?, ?> topic, @Nullable Collection<String> keys) {
            int count = consumer.partitionsFor(topic.name()).size();
            return (keys == null
                            ? IntStream.range(0, count).boxed()
                            : keys.stream()
                                    .map(key -> BuiltInPartitioner.partitionForKey(KeyEncoding.bytes(key), count)))
                    .map(partition -> new TopicPartition(topic.name(), partition))
                    .collect(toSet());
        }

        public Offsets beginnings(Set<TopicPartition> partitions) {
            return new Offsets(consumer.beginningOffsets(partitions));
        }

        /** The current ends of the partitions. */
        public Offsets ends(Set<TopicPartition> partitions) {
            return new Offsets(consumer.endOffsets(partitions));
        }

        /**
         * Returns up to where the service has applied each partition: what its instances have committed, and what this
         * one has applied since.
         */
        public Offsets readByService(Set<TopicPartition> partitions) {
            Map<TopicPartition, Long> read = new HashMap<>();
            partitions.forEach(partition -> read.put(partition, log.consumed.consumed(partition)));
            try (Admin admin = Admin.create(log.kafka)) {
                log.group.committed(admin).forEach((partition, offset) -> {
                    if (partitions.contains(partition)) {
                        read.merge(partition, offset, Math::max);
                    }
                });
            } catch (ExecutionException failure) {
                throw new KafkaException(failure.getCause());
            } catch (InterruptedException stop) {
                throw new InterruptException(stop);
            }
            return new Offsets(read);
        }

        /**
         * Reads each partition in order, between these offsets.
         *
         * @throws TimeoutException if the broker does not answer any more
         */
        public void read(Offsets from, Offsets to, Consumer<List<ConsumerRecord<String, byte[]>>> each) {
            Set<TopicPartition> left = to.byPartition().keySet().stream()
                    .filter(partition -> from.of(partition) < to.of(partition))
                    .collect(toSet());
            consumer.assign(left);
            // Partitions that an earlier call has read are still paused.
            consumer.resume(left);
            left.forEach(partition -> consumer.seek(partition, from.of(partition)));
            Set<TopicPartition> all = Set.copyOf(left);
            long position = position(all);
            long movedAt = System.nanoTime();
            while (!left.isEmpty()) {
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < to.of(new TopicPartition(record.topic(), record.partition()))) {
                        records.add(record);
                    }
                });
                long now = position(all);
                if (now == position && System.nanoTime() - movedAt > timeout.toNanos()) {
                    throw new TimeoutException("The broker does not answer any more");
                }
                each.accept(records);
                if (now > position) {
                    position = now;
                    movedAt = System.nanoTime();
                }
                Set<TopicPartition> done = left.stream()
                        .filter(partition -> consumer.position(partition) >= to.of(partition))
                        .collect(toSet());
                consumer.pause(done);
                left.removeAll(done);
            }
        }

        /** The sum of the positions. */
        private long position(Set<TopicPartition> partitions) {
            return partitions.stream().mapToLong(consumer::position).sum();
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
