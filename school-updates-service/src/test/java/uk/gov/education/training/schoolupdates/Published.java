package uk.gov.education.training.schoolupdates;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.testsupport.TopicClient.header;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.testsupport.TopicClient;

/**
 * The records on one of the service's topics. Reads on from the last position each time, and validates each record
 * against its schema.
 */
final class Published<C, S> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Topic<C, S> topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new LinkedHashMap<>();
    private int count;

    Published(Topic<C, S> topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                        "fetch.max.wait.ms",
                        "20"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Returns the number of records. */
    synchronized int count() {
        readOn();
        return count;
    }

    synchronized Map<String, List<ConsumerRecord<String, byte[]>>> records() {
        readOn();
        return byKey;
    }

    synchronized List<ConsumerRecord<String, byte[]>> records(String key) {
        readOn();
        return byKey.getOrDefault(key, List.of());
    }

    /** Returns the messages about one key, oldest first. */
    List<Message<C, S>> messages(String key) {
        return records(key).stream()
                .filter(record -> record.value() != null)
                .map(record -> TopicClient.read(topic, record))
                .toList();
    }

    private void readOn() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                byKey.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
                count++;
                requireValid(record);
            }
        }
    }

    private void requireValid(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            assertThat(MessageSchemas.errors(topic, header(record, "ce_type"), record.value()))
                    .as("%s of %s", header(record, "ce_type"), record.key())
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
