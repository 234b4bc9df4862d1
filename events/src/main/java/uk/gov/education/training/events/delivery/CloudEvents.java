package uk.gov.education.training.events.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.MessageSchemas;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.events.telemetry.EventLog;

/** Messages as CloudEvents 1.0 in Kafka's binary mode: metadata in {@code ce_} headers, the message as JSON. */
public final class CloudEvents {

    static final String TRACEPARENT = "traceparent";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";

    /** A record that was published before and is published again has this header. */
    public static final String REPLAY_OF = "replay-of";

    private static final String TIME = "ce_time";

    private CloudEvents() {}

    /**
     * Writes a message.
     *
     * @param source the service that owns the fact
     * @param time the real time
     */
    public static <C, S> OutboxRecord write(
            Topic<C, S> topic, String key, Message<C, S> message, String source, Cause cause, Instant time) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put(ID, idOf(topic, key, message.version()).toString());
        headers.put("ce_source", "/" + source);
        headers.put(TYPE, topic.typeOf(message.change()));
        headers.put("ce_subject", key);
        headers.put(TIME, time.toString());
        headers.put("ce_dataschema", MessageSchemas.BASE + topic.schemaOf(message.change()));
        headers.put("ce_sequence", Long.toString(message.version()));
        headers.put("ce_partitionkey", key);
        if (cause.event() != null) {
            headers.put("ce_causationid", cause.event().id());
        }
        headers.put(TRACEPARENT, cause.traceparent());
        headers.put("content-type", "application/json");
        return new OutboxRecord(topic.name(), key, headers, bytes(topic, message));
    }

    /** Writes the end of a key: compaction then removes everything that was ever said about it. */
    public static OutboxRecord tombstone(Topic<?, ?> topic, String key) {
        return new OutboxRecord(topic.name(), key, Map.of(), null);
    }

    /**
     * Reads a record that is not a tombstone.
     *
     * @throws UnreadableRecord if it has no key, no known type, is no JSON or breaks its schema
     */
    public static <C, S> Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record)
            throws UnreadableRecord {
        if (record.key() == null) {
            throw new UnreadableRecord("no-key", "The record has no key, so nobody knows whom it is about.");
        }
        String type = header(record, TYPE);
        if (type == null || !topic.types().contains(type)) {
            throw new UnreadableRecord("unknown-type", "The header ce_type names no message of " + topic.name() + ".");
        }
        try {
            JsonNode body = Json.MAPPER.readTree(record.value());
            if (isBeyondAll(body.path("version"))) {
                throw new UnreadableRecord(
                        KnownVersions.VERSION,
                        "The version is above " + Versions.MOST + ", the highest that there is.");
            }
            List<String> errors = MessageSchemas.errors(topic, type, body);
            if (!errors.isEmpty()) {
                throw new UnreadableRecord("schema", String.join("; ", errors));
            }
            return Json.MAPPER.readerFor(topic.message()).readValue(body);
        } catch (IOException notJson) {
            throw new UnreadableRecord(
                    "not-json", "The body is not the JSON that " + topic.name() + " carries.", notJson);
        }
    }

    private static boolean isBeyondAll(JsonNode version) {
        return version.isIntegralNumber() && (!version.canConvertToLong() || version.longValue() > Versions.MOST);
    }

    /** The version that a record tells, whatever else is wrong with it; null if it tells none that could be one. */
    static @Nullable Long version(ConsumerRecord<?, byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            JsonNode version = Json.MAPPER.readTree(record.value()).path("version");
            return version.isIntegralNumber() && !isBeyondAll(version) && version.longValue() > 0
                    ? version.longValue()
                    : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** When a record was first written; empty if it does not say so, or is one that is published again. */
    static Optional<Instant> time(ConsumerRecord<?, ?> record) {
        String time = header(record, TIME);
        if (time == null || header(record, REPLAY_OF) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** What may be told of a record, whatever it is. */
    static EventLog.Told told(ConsumerRecord<String, ?> record) {
        return new EventLog.Told(record.topic(), record.key(), header(record, ID), header(record, TYPE));
    }

    public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(
                        header.key(), header.value() == null ? "" : new String(header.value(), ISO_8859_1)));
        return headers;
    }

    /** The same change has the same id however often it is published. */
    private static UUID idOf(Topic<?, ?> topic, String key, long version) {
        return UUID.nameUUIDFromBytes((topic.name() + "/" + key + "/" + version).getBytes(UTF_8));
    }

    private static byte[] bytes(Topic<?, ?> topic, Message<?, ?> message) {
        try {
            return Json.MAPPER.writerFor(topic.message()).writeValueAsBytes(message);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A message can't be written as JSON", bug);
        }
    }
}
