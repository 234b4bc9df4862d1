package uk.gov.education.training.platform.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Partition;
import uk.gov.education.training.platform.operations.domain.UnreadByPartition.Unread;

/** Measures the age of the next unread record of a partition by reading it. */
final class OldestUnread implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final int POLLS = 6;

    private final Map<String, Object> kafka;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    OldestUnread(Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** The ages in seconds. A partition whose record can't be read in time has none. */
    Map<Partition, Double> ages(Map<Partition, Unread> unread, Instant now) {
        Map<Partition, Double> ages = new HashMap<>();
        if (unread.isEmpty()) {
            return ages;
        }
        KafkaConsumer<byte[], byte[]> reader = consumer();
        Map<TopicPartition, Long> positions = new HashMap<>();
        unread.forEach((partition, one) ->
                positions.put(new TopicPartition(partition.topic(), partition.number()), one.next()));
        reader.assign(positions.keySet());
        positions.forEach(reader::seek);
        for (int poll = 0; poll < POLLS && ages.size() < unread.size(); poll++) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                // A record from before 1970 has no usable time.
                double seconds = record.timestamp() > 0 ? (now.toEpochMilli() - record.timestamp()) / 1_000.0 : 0;
                ages.putIfAbsent(new Partition(record.topic(), record.partition()), Math.max(0, seconds));
                reader.pause(List.of(new TopicPartition(record.topic(), record.partition())));
            }
        }
        reader.unsubscribe();
        return ages;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            Map<String, Object> config = new HashMap<>(kafka);
            config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1024 * 1024);
            config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
            config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
            config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
