package uk.gov.education.training.events.delivery;

import static java.util.stream.Collectors.toMap;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.delivery.DeadLetters.DeadLetter;
import uk.gov.education.training.events.telemetry.EventLog;

/**
 * What one poll brought, sorted out.
 *
 * @param fresh the events that were newer than those before them
 */
record Batch(
        int size,
        Map<String, Held.Fact> newest,
        Set<String> ended,
        Map<String, Cause> causes,
        List<Fresh> fresh,
        List<DeadLetter> unreadable) {

    static <C, S> Batch of(
            Subscription<C, S> subscription, List<ConsumerRecord<String, byte[]>> records, KnownVersions versions) {
        Map<String, Held.Fact> newest = new LinkedHashMap<>();
        Set<String> ended = new HashSet<>();
        Map<String, Cause> causes = new HashMap<>();
        List<Fresh> fresh = new ArrayList<>();
        List<DeadLetter> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.value() == null) {
                    CloudEvents.requireKey(subscription.topic(), record.key());
                    versions.ended(record);
                    newest.remove(record.key());
                    ended.add(record.key());
                    fresh.add(Fresh.of(record));
                    causes.put(record.key(), fresh.getLast().cause(CloudEvents.writtenAt(record)));
                    continue;
                }
                Message<C, S> message = CloudEvents.read(subscription.topic(), record);
                versions.said(record, message);
                Held.Fact known = newest.get(record.key());
                if (known == null || known.version() < message.version()) {
                    newest.put(record.key(), kept(subscription, record.key(), message));
                    ended.remove(record.key());
                    fresh.add(Fresh.of(record));
                    causes.put(record.key(), fresh.getLast().cause(message.at()));
                }
            } catch (UnreadableRecord unusable) {
                unreadable.add(new DeadLetter(record, unusable.reason(), unusable));
            } catch (Undecidable beyondRules) {
                unreadable.add(new DeadLetter(record, DeadLetter.REFUSED, beyondRules));
            }
        }
        return new Batch(records.size(), newest, ended, causes, fresh, unreadable);
    }

    /** The last record of each key that said something new. */
    Map<String, ConsumerRecord<String, byte[]>> latest() {
        return fresh.stream().map(Fresh::record).collect(toMap(ConsumerRecord::key, r -> r, (one, later) -> later));
    }

    private static <C, S> Held.Fact kept(Subscription<C, S> subscription, String key, Message<C, S> message) {
        return Undecidable.about(
                key,
                () -> new Held.Fact(
                        message.version(), Facts.json(subscription.keep().apply(message.snapshot()))));
    }

    /** An event that is newer than those before it, with the span of what it leads to here. */
    record Fresh(ConsumerRecord<String, byte[]> record, EventLog.Told told, Span span) {

        static Fresh of(ConsumerRecord<String, byte[]> record) {
            EventLog.Told told = CloudEvents.told(record);
            return new Fresh(record, told, Traces.applying(told, CloudEvents.header(record, CloudEvents.TRACEPARENT)));
        }

        Cause cause(Instant at) {
            SpanContext own = span.getSpanContext();
            return new Cause(at, own.isValid() ? Traces.traceparent(own) : Traces.begin(), event());
        }

        private Cause.@Nullable Event event() {
            String id = told.id();
            String type = told.type();
            return id == null || type == null ? null : new Cause.Event(told.topic(), id, type);
        }

        void applied(boolean logged) {
            span.end();
            if (logged) {
                EventLog.applied(told, span.getSpanContext());
            }
        }
    }
}
