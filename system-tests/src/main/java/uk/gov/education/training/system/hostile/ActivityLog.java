package uk.gov.education.training.system.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.launcher.Service;

/** Collects the activity reports of the services from now on. */
final class ActivityLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, JsonNode> newest = new HashMap<>();

    ActivityLog(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.OPERATIONS_ACTIVITY_NAME).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The active conditions that a service last reported; null if it has reported nothing since then. */
    @Nullable
    Set<String> conditionsOf(Service service, Instant since) {
        consumer.poll(POLL).forEach(this::store);
        JsonNode report = newest.get(service.module());
        if (report == null || Instant.parse(report.path("at").asText()).isBefore(since)) {
            return null;
        }
        Set<String> conditions = new HashSet<>();
        report.at("/snapshot/conditions")
                .forEach(each -> conditions.add(each.path("condition").asText()));
        return conditions;
    }

    private void store(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode message = Json.MAPPER.readTree(record.value());
            newest.put(message.at("/snapshot/service").asText(), message);
        } catch (IOException | IllegalArgumentException invalid) {
            // hostile records are not activity reports
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
