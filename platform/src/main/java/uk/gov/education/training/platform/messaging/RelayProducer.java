package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.opentelemetry.api.trace.Span;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.messaging.RelayBackoff.DamagedRow;
import uk.gov.education.training.platform.messaging.RelayBackoff.TopicKey;
import uk.gov.education.training.platform.observability.EventLog;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** Sends rows of the outbox to Kafka. */
final class RelayProducer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RelayProducer.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final KafkaProducer<byte[], byte[]> producer;
    private final RelayBackoff relayBackoff;
    private final EventMetrics eventMetrics;

    RelayProducer(Map<String, Object> kafka, RelayBackoff relayBackoff, EventMetrics eventMetrics) {
        this.producer = new KafkaProducer<>(config(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        this.relayBackoff = relayBackoff;
        this.eventMetrics = eventMetrics;
    }

    private static Map<String, Object> config(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 40_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return config;
    }

    /**
     * Sends the rows in order, waits for every acknowledgement and returns the ids of the published rows. After a
     * failure, later rows of the same key do not count as published: they are sent again, behind the one that failed.
     */
    CompletionStage<List<Long>> publish(List<Row> rows) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Sent> sent = rows.stream().map(this::send).toList();
                    producer.flush();
                    return acknowledged(sent);
                },
                Thread::startVirtualThread);
    }

    private List<Long> acknowledged(List<Sent> sent) {
        List<Long> published = new ArrayList<>();
        Set<TopicKey> failed = new HashSet<>();
        for (Sent each : sent) {
            try {
                each.acknowledgement().get();
                each.published();
                eventMetrics.published(each.event().topic());
                if (!failed.contains(each.topicKey())) {
                    published.add(each.id());
                }
            } catch (ExecutionException failure) {
                relayBackoff.recordFailure(each.topicKey(), failure.getCause());
                if (failed.add(each.topicKey())) {
                    LOG.errorf(
                            "Could not publish %s, it stays in the outbox: %s",
                            EventLog.place(each.event()), RedactedErrors.inShort(failure.getCause()));
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return published;
    }

    /** A record that is sent. Its span ends when it is acknowledged; a failed record is sent again with a new span. */
    private record Sent(
            long id, TopicKey topicKey, EventLog.EventRef event, Span span, Future<RecordMetadata> acknowledgement) {

        void published() {
            span.end();
            EventLog.published(event, span.getSpanContext());
        }
    }

    private Sent send(Row row) {
        TopicKey topicKey = TopicKey.of(row);
        try {
            return send(row, topicKey, headers(row.getString(3)));
        } catch (DamagedRow | KafkaException refused) {
            return new Sent(
                    row.getLong(0),
                    topicKey,
                    new EventLog.EventRef(topicKey.topic(), topicKey.key(), null, null),
                    Span.getInvalid(),
                    CompletableFuture.failedFuture(refused));
        }
    }

    private Sent send(Row row, TopicKey topicKey, Map<String, String> headers) {
        EventLog.EventRef event = new EventLog.EventRef(
                topicKey.topic(), topicKey.key(), headers.get(CloudEvents.ID), headers.get(CloudEvents.TYPE));
        Span span = Traces.publishing(event, headers.get(CloudEvents.TRACEPARENT));
        if (span.getSpanContext().isValid()) {
            headers.put(CloudEvents.TRACEPARENT, Traces.traceparent(span.getSpanContext()));
        }
        return new Sent(row.getLong(0), topicKey, event, span, producer.send(record(row, headers)));
    }

    private static ProducerRecord<byte[], byte[]> record(Row row, Map<String, String> headers) {
        Buffer key = row.getBuffer(2);
        Buffer body = row.getBuffer(4);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                row.getString(1), key == null ? null : key.getBytes(), body == null ? null : body.getBytes());
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(ISO_8859_1)));
        return record;
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException bug) {
            throw new DamagedRow(bug);
        }
    }

    /** Closes in order, also if this thread is interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        producer.close(CLOSE_TIMEOUT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
