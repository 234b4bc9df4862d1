package uk.gov.education.training.platform.operations.deadletters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.KeyEncoding;
import uk.gov.education.training.platform.messaging.OutboxRecord;

/**
 * A record that the service could not use, unchanged.
 *
 * @param key one character for each byte, as in {@link KeyEncoding}
 * @param headers the record's own, one byte per character
 * @param status {@value #WAITING} until it is replayed or discarded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredDeadLetter(
        UUID id,
        String topic,
        int partition,
        long offset,
        Instant writtenAt,
        Instant parkedAt,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] body,
        String reason,
        String detail,
        String status) {

    static final String WAITING = "waiting";
    static final String SKIPPED = "skipped";

    /** Whether it can be replayed or discarded. A skipped record can, too. */
    static boolean isOpen(String status) {
        return status.equals(WAITING) || status.equals(SKIPPED);
    }

    @Nullable
    String type() {
        return headers.get("ce_type");
    }

    StoredDeadLetter with(RecordEdits edits) {
        Map<String, String> edited = new LinkedHashMap<>(headers);
        edits.key().ifPresent(newKey -> {
            edited.put("ce_subject", latin1(newKey));
            edited.put("ce_partitionkey", latin1(newKey));
        });
        edits.headers().forEach((name, value) -> {
            if (value == null) {
                edited.remove(name);
            } else {
                edited.put(name, latin1(value));
            }
        });
        return new StoredDeadLetter(
                id,
                topic,
                partition,
                offset,
                writtenAt,
                parkedAt,
                edits.key().map(StoredDeadLetter::latin1).orElse(key),
                edited,
                Optional.ofNullable(edits.body())
                        .map(text -> text.getBytes(UTF_8))
                        .orElse(body),
                reason,
                detail,
                status);
    }

    /** Returns one character for each UTF-8 byte, as header values are kept. */
    private static String latin1(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The record as the consumer receives it. */
    ConsumerRecord<String, byte[]> record() {
        RecordHeaders kafka = new RecordHeaders();
        headers.forEach((name, value) -> kafka.add(name, value.getBytes(ISO_8859_1)));
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                writtenAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                body,
                kafka,
                Optional.empty());
    }

    /** The record to publish again. Its header keeps it out of the propagation metrics. */
    OutboxRecord replay() {
        Map<String, String> again = new LinkedHashMap<>(headers);
        again.put(CloudEvents.REPLAY_OF, id.toString());
        return new OutboxRecord(topic, key, again, body);
    }
}
