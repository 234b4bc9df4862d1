package uk.gov.education.training.platform.messaging;

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
import uk.gov.education.training.platform.messaging.DeadLetters.DeadLetter;
import uk.gov.education.training.platform.observability.EventLog;

/**
 * What one poll brought, sorted out.
 *
 * @param fresh the events that were newer than those before them
 */
record Batch(
        int size,
        Map<String, FactsOfKey.StoredSnapshot> newest,
        Set<String> ended,
        Map<String, Cause> causes,
        List<NewEvent> fresh,
        List<DeadLetter> unreadable) {

    static <C, S> Batch of(
            SnapshotProjection<C, S> snapshotProjection,
            List<ConsumerRecord<String, byte[]>> records,
            KnownVersions versions) {
        Map<String, FactsOfKey.StoredSnapshot> newest = new LinkedHashMap<>();
        Set<String> ended = new HashSet<>();
        Map<String, Cause> causes = new HashMap<>();
        List<NewEvent> fresh = new ArrayList<>();
        List<DeadLetter> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.value() == null) {
                    CloudEvents.requireKey(snapshotProjection.topic(), record.key());
                    versions.ended(record);
                    newest.remove(record.key());
                    ended.add(record.key());
                    fresh.add(NewEvent.of(record));
                    causes.put(record.key(), fresh.getLast().cause(CloudEvents.writtenAt(record)));
                    continue;
                }
                Message<C, S> message = CloudEvents.read(snapshotProjection.topic(), record);
                versions.said(record, message);
                FactsOfKey.StoredSnapshot known = newest.get(record.key());
                if (known == null || known.version() < message.version()) {
                    newest.put(record.key(), kept(snapshotProjection, record.key(), message));
                    ended.remove(record.key());
                    fresh.add(NewEvent.of(record));
                    causes.put(record.key(), fresh.getLast().cause(message.at()));
                }
            } catch (InvalidRecord unusable) {
                unreadable.add(new DeadLetter(record, unusable.reason(), unusable));
            } catch (DecisionFailed beyondRules) {
                unreadable.add(new DeadLetter(record, DeadLetter.REFUSED, beyondRules));
            }
        }
        return new Batch(records.size(), newest, ended, causes, fresh, unreadable);
    }

    /** The last record of each key that said something new. */
    Map<String, ConsumerRecord<String, byte[]>> latest() {
        return fresh.stream().map(NewEvent::record).collect(toMap(ConsumerRecord::key, r -> r, (one, later) -> later));
    }

    private static <C, S> FactsOfKey.StoredSnapshot kept(
            SnapshotProjection<C, S> snapshotProjection, String key, Message<C, S> message) {
        return DecisionFailed.about(
                key,
                () -> new FactsOfKey.StoredSnapshot(
                        message.version(),
                        FactStore.json(snapshotProjection.keep().apply(message.snapshot()))));
    }

    /** An event that is newer than those before it, with the span of what it leads to here. */
    record NewEvent(ConsumerRecord<String, byte[]> record, EventLog.EventRef told, Span span) {

        static NewEvent of(ConsumerRecord<String, byte[]> record) {
            EventLog.EventRef told = CloudEvents.told(record);
            return new NewEvent(
                    record, told, Traces.applying(told, CloudEvents.header(record, CloudEvents.TRACEPARENT)));
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
