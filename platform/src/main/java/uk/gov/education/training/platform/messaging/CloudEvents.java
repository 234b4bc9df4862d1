package uk.gov.education.training.platform.messaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
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
import uk.gov.education.training.platform.observability.EventLog;

/**
 * Writes and reads messages as CloudEvents 1.0 in Kafka's binary mode: metadata in {@code ce_} headers, the message as
 * JSON in the body.
 */
public final class CloudEvents {

    static final String TRACEPARENT = "traceparent";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";

    /** A record that is published again has this header. */
    public static final String REPLAY_OF = "replay-of";

    private static final String TIME = "ce_time";
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    private CloudEvents() {}

    /**
     * Writes a message.
     *
     * @param source the service that owns the fact
     * @param time the real time, not the domain's
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

    /** Writes a tombstone. Compaction then deletes every record of the key. */
    public static OutboxRecord tombstone(Topic<?, ?> topic, String key) {
        return new OutboxRecord(topic.name(), key, Map.of(), null);
    }

    /**
     * Reads a record that is not a tombstone. Only the key, {@code ce_type} and the body count. All other headers
     * inform, and are ignored if they are malformed.
     *
     * @throws InvalidRecord if the key does not fit the topic or the snapshot, the type is unknown, or the body is not
     *     JSON or breaks its schema. Nothing else is thrown, whatever the record is
     */
    public static <C, S> Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record)
            throws InvalidRecord {
        requireKey(topic, record.key());
        String type = header(record, TYPE);
        if (type == null || !topic.types().contains(type)) {
            throw new InvalidRecord(
                    "unknown-type",
                    isStructured(record)
                            ? "The record is a CloudEvent in structured mode; " + topic.name() + " uses binary mode."
                            : "The header ce_type names no message of " + topic.name() + ".");
        }
        try {
            return message(topic, type, record);
        } catch (RuntimeException | StackOverflowError beyondReason) {
            throw new InvalidRecord(
                    "schema", "The body is too deep or too large for its schema to be checked.", beyondReason);
        }
    }

    /**
     * Reads the body of a record as JSON that databases and rules can handle.
     *
     * @throws InvalidRecord if it is not a JSON object
     */
    public static JsonNode body(ConsumerRecord<?, byte[]> record) throws InvalidRecord {
        return RecordBody.parse(record.value());
    }

    private static <C, S> Message<C, S> message(Topic<C, S> topic, String type, ConsumerRecord<String, byte[]> record)
            throws InvalidRecord {
        JsonNode body = RecordBody.parse(record.value());
        if (isAboveHighest(body.path("version"))) {
            throw new InvalidRecord(
                    KnownVersions.VERSION, "The version is above " + Versions.MOST + ", the highest allowed.");
        }
        List<String> errors = MessageSchemas.errors(topic, type, body);
        if (!errors.isEmpty()) {
            throw new InvalidRecord("schema", String.join("; ", errors));
        }
        Message<C, S> message;
        try {
            message = Json.MAPPER.readerFor(topic.message()).readValue(body);
        } catch (IOException noMessage) {
            throw new InvalidRecord(
                    "not-json", "The body is not JSON of the form that " + topic.name() + " requires.", noMessage);
        }
        if (message.at().isBefore(EARLIEST) || message.at().isAfter(LATEST)) {
            throw new InvalidRecord("schema", "/at: must be in the years from 1900 to 2999");
        }
        if (!topic.keyOf().apply(message.snapshot()).equals(record.key())) {
            throw new InvalidRecord("key-mismatch", "The key is not that of the snapshot in the body.");
        }
        return message;
    }

    /**
     * Checks that a key, also of a tombstone, has the format of its topic.
     *
     * @throws InvalidRecord if it has not, or is missing
     */
    public static void requireKey(Topic<?, ?> topic, @Nullable String key) throws InvalidRecord {
        if (key == null) {
            throw new InvalidRecord("no-key", "The record has no key.");
        }
        if (!topic.key().fits(key)) {
            throw new InvalidRecord(
                    "malformed-key",
                    "The key of a record of " + topic.name() + " is "
                            + topic.key().words() + ".");
        }
    }

    private static boolean isStructured(ConsumerRecord<?, ?> record) {
        String contentType = header(record, "content-type");
        return contentType != null && contentType.startsWith("application/cloudevents");
    }

    private static boolean isAboveHighest(JsonNode version) {
        return version.isIntegralNumber() && (!version.canConvertToLong() || version.longValue() > Versions.MOST);
    }

    /** The version in the body, or null if there is no valid one. The rest of the record may be invalid. */
    static @Nullable Long version(ConsumerRecord<?, byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            JsonNode version = RecordBody.parse(record.value()).path("version");
            return version.isIntegralNumber() && !isAboveHighest(version) && version.longValue() > 0
                    ? version.longValue()
                    : null;
        } catch (InvalidRecord | RuntimeException | StackOverflowError none) {
            return null;
        }
    }

    /**
     * The time of an event according to its producer. Empty if it is missing or invalid, or the event is published
     * again.
     */
    public static Optional<Instant> time(ConsumerRecord<?, ?> record) {
        String time = header(record, TIME);
        if (time == null || header(record, REPLAY_OF) != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(time)).filter(one -> one.isAfter(EARLIEST) && one.isBefore(LATEST));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** The Kafka timestamp, moved into the range that a database can store. */
    public static Instant writtenAt(ConsumerRecord<?, ?> record) {
        Instant written = Instant.ofEpochMilli(record.timestamp());
        return written.isBefore(EARLIEST) ? EARLIEST : written.isAfter(LATEST) ? LATEST : written;
    }

    /** The parts of a record that may be logged, whatever the record is. */
    static EventLog.EventRef eventRef(ConsumerRecord<String, ?> record) {
        return new EventLog.EventRef(record.topic(), record.key(), header(record, ID), header(record, TYPE));
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

    /** The same change always has the same id, so that it can be recognised when it is published again. */
    private static UUID idOf(Topic<?, ?> topic, String key, long version) {
        return UUID.nameUUIDFromBytes((topic.name() + "/" + key + "/" + version).getBytes(UTF_8));
    }

    private static byte[] bytes(Topic<?, ?> topic, Message<?, ?> message) {
        try {
            return Json.MAPPER.writerFor(topic.message()).writeValueAsBytes(message);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("Could not write a message of " + topic.name() + " as JSON", bug);
        }
    }
}
