package uk.gov.education.training.testsupport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Topic;

/** Publishes valid and invalid records to topics, and reads topics. */
public final class TopicClient implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicClient(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A client for the broker of the service under test. */
    public static TopicClient ofServiceUnderTest() {
        return new TopicClient(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }

    /** Publishes a message as its owner would, and waits for the acknowledgement. */
    public <C, S> void publish(Topic<C, S> topic, String key, Message<C, S> message) {
        publishRaw(topic.name(), key, headers(topic, key, message), body(topic, message));
    }

    /** The headers of a CloudEvent in binary mode, as the contract describes them. */
    public static <C, S> Map<String, String> headers(Topic<C, S> topic, String key, Message<C, S> message) {
        String id = topic.name() + "/" + key + "/" + message.version();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.nameUUIDFromBytes(id.getBytes(UTF_8)).toString());
        headers.put("ce_source", "/test");
        headers.put("ce_type", topic.typeOf(message.change()));
        headers.put("ce_subject", key);
        headers.put("ce_time", Instant.now().toString());
        headers.put("ce_dataschema", MessageSchemas.BASE + topic.schemaOf(message.change()));
        headers.put("ce_sequence", Long.toString(message.version()));
        headers.put("ce_partitionkey", key);
        headers.put("traceparent", traceparent());
        headers.put("content-type", "application/json");
        return headers;
    }

    private static <C, S> byte[] body(Topic<C, S> topic, Message<C, S> message) {
        try {
            return Json.MAPPER.writerFor(topic.message()).writeValueAsBytes(message);
        } catch (IOException bug) {
            throw new IllegalStateException("A message can't be written as JSON", bug);
        }
    }

    private static String traceparent() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01";
    }

    /** Publishes any record, such as a poison record or a tombstone. */
    public void publishRaw(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] body) {
        publishRaw(topic, null, key, headers, body);
    }

    /** Publishes any record to a partition; null means the partition of the key. */
    public void publishRaw(
            String topic,
            @Nullable Integer partition,
            @Nullable String key,
            Map<String, String> headers,
            byte @Nullable [] body) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key == null ? null : key.getBytes(UTF_8), body);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        try {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("The broker refuses a record for " + topic, refused.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** All records of a topic, in order within each partition. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    /** The valid messages of a key on a topic, oldest first. */
    public <C, S> List<Message<C, S>> messages(Topic<C, S> topic, String key) {
        List<Message<C, S>> messages = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records(topic.name())) {
            if (key.equals(record.key()) && record.value() != null) {
                message(topic, record).ifPresent(messages::add);
            }
        }
        return messages;
    }

    /** Empty for an invalid record, published by a test. */
    private static <C, S> Optional<Message<C, S>> message(Topic<C, S> topic, ConsumerRecord<String, byte[]> record) {
        String type = header(record, "ce_type");
        if (type == null || !topic.types().contains(type)) {
            return Optional.empty();
        }
        try {
            JsonNode body = Json.MAPPER.readTree(record.value());
            return MessageSchemas.errors(topic, type, body).isEmpty()
                    ? Optional.of(Json.MAPPER.readerFor(topic.message()).readValue(body))
                    : Optional.empty();
        } catch (IOException noMessage) {
            return Optional.empty();
        }
    }

    public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Reads the message of a record. */
    public static <C, S> Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record) {
        try {
            return Json.MAPPER.readValue(record.value(), topic.message());
        } catch (IOException unreadable) {
            throw new IllegalStateException("Unreadable on " + topic.name(), unreadable);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
