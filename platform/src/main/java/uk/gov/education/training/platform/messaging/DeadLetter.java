package uk.gov.education.training.platform.messaging;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import uk.gov.education.training.events.MessageTopic;
import uk.gov.education.training.platform.observability.RedactedErrors;

/** A record that this service cannot use. Its topic has the reason, the exception and the origin in headers. */
record DeadLetter(ConsumerRecord<String, byte[]> record, String reason, Throwable why) {

    /** The reason if the record is valid but the rules or the database refuse it. */
    static final String REFUSED = "refused";

    private static final int LONGEST_DETAIL = 2_000;
    // Below the max.message.bytes of the dead letter topics, with room for what a broker adds.
    private static final int MOST_PUBLISHED = 8 * 1024 * 1024;
    private static final int LONGEST_CUT_KEY = 1_000;
    private static final int LONGEST_CUT_BODY = 1_000_000;

    /** The position of the record without its content, which is still on its topic. */
    DeadLetter withoutContent() {
        return new DeadLetter(
                new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        0,
                        0,
                        null,
                        null,
                        new RecordHeaders(),
                        Optional.empty()),
                reason,
                why);
    }

    /** The failure without the content of the record. It is ASCII, so that a database and a header can hold it. */
    String detail() {
        String detail = why instanceof InvalidRecord invalid ? invalid.getMessage() : RedactedErrors.inShort(why);
        return detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())).replaceAll("[^ -~]", "?");
    }

    /** The record for the dead letter topic, however large it is. */
    OutboxRecord whole(MessageTopic topic, String service) {
        return new OutboxRecord(topic.deadLetters(service), record.key(), headers(service), record.value());
    }

    private Map<String, String> headers(String service) {
        Map<String, String> headers = new LinkedHashMap<>(CloudEvents.headers(record));
        // A replayed record that fails again describes this failure, not the last one.
        headers.keySet().removeIf(name -> name.startsWith(DeadLetters.HEADER));
        headers.put(DeadLetters.HEADER + "reason", reason);
        headers.put(DeadLetters.HEADER + "detail", detail());
        headers.put(DeadLetters.HEADER + "exception", why.getClass().getName());
        headers.put(DeadLetters.HEADER + "consumer", service);
        headers.put(DeadLetters.HEADER + "topic", record.topic());
        headers.put(DeadLetters.HEADER + "partition", Integer.toString(record.partition()));
        headers.put(DeadLetters.HEADER + "offset", Long.toString(record.offset()));
        headers.put(
                DeadLetters.HEADER + "timestamp", CloudEvents.writtenAt(record).toString());
        return headers;
    }

    /** The record as it is published: cut if it is too large for the topic. The table has all of it. */
    static OutboxRecord published(OutboxRecord whole) {
        if (whole.size() <= MOST_PUBLISHED) {
            return whole;
        }
        Map<String, String> headers = new LinkedHashMap<>(whole.headers());
        headers.keySet().removeIf(name -> !name.startsWith(DeadLetters.HEADER));
        headers.put(DeadLetters.HEADER + "cut", Long.toString(whole.size()));
        String key = whole.key();
        byte[] body = whole.body();
        return new OutboxRecord(
                whole.topic(),
                key == null ? null : key.substring(0, Math.min(LONGEST_CUT_KEY, key.length())),
                headers,
                body == null ? null : Arrays.copyOf(body, Math.min(LONGEST_CUT_BODY, body.length)));
    }
}
