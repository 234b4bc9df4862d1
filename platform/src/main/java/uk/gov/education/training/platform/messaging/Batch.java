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
import uk.gov.education.training.platform.observability.EventLog;

/**
 * The records of one poll, sorted.
 *
 * @param newest the newest snapshot of each key
 * @param tombstoned the keys whose last record is a tombstone
 * @param causes of the changes, by key
 * @param newEvents the events that are newer than those before them
 * @param invalid the records that cannot be used
 */
record Batch(
        int size,
        Map<String, FactsOfKey.StoredSnapshot> newest,
        Set<String> tombstoned,
        Map<String, Cause> causes,
        List<NewEvent> newEvents,
        List<DeadLetter> invalid) {

    static <C, S> Batch of(
            SnapshotProjection<C, S> projection, List<ConsumerRecord<String, byte[]>> records, KnownVersions versions) {
        Map<String, FactsOfKey.StoredSnapshot> newest = new LinkedHashMap<>();
        Set<String> tombstoned = new HashSet<>();
        Map<String, Cause> causes = new HashMap<>();
        List<NewEvent> newEvents = new ArrayList<>();
        List<DeadLetter> invalid = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.value() == null) {
                    CloudEvents.requireKey(projection.topic(), record.key());
                    versions.acceptTombstone(record);
                    newest.remove(record.key());
                    tombstoned.add(record.key());
                    newEvents.add(NewEvent.of(record));
                    causes.put(record.key(), newEvents.getLast().cause(CloudEvents.writtenAt(record)));
                    continue;
                }
                Message<C, S> message = CloudEvents.read(projection.topic(), record);
                versions.accept(record, message);
                FactsOfKey.StoredSnapshot known = newest.get(record.key());
                if (known == null || known.version() < message.version()) {
                    newest.put(record.key(), stored(projection, record.key(), message));
                    tombstoned.remove(record.key());
                    newEvents.add(NewEvent.of(record));
                    causes.put(record.key(), newEvents.getLast().cause(message.at()));
                }
            } catch (InvalidRecord unusable) {
                invalid.add(new DeadLetter(record, unusable.reason(), unusable));
            } catch (DecisionFailed beyondRules) {
                invalid.add(new DeadLetter(record, DeadLetter.REFUSED, beyondRules));
            }
        }
        return new Batch(records.size(), newest, tombstoned, causes, newEvents, invalid);
    }

    /** The keys of all valid records. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>(newest.keySet());
        keys.addAll(tombstoned);
        return keys;
    }

    /** The last new event of each key. */
    Map<String, ConsumerRecord<String, byte[]>> lastPerKey() {
        return newEvents.stream()
                .map(NewEvent::record)
                .collect(toMap(ConsumerRecord::key, r -> r, (one, later) -> later));
    }

    private static <C, S> FactsOfKey.StoredSnapshot stored(
            SnapshotProjection<C, S> projection, String key, Message<C, S> message) {
        return DecisionFailed.about(
                key,
                () -> new FactsOfKey.StoredSnapshot(
                        message.version(), FactStore.json(projection.keep().apply(message.snapshot()))));
    }

    /** An event that is newer than those before it, with the span of its application. */
    record NewEvent(ConsumerRecord<String, byte[]> record, EventLog.EventRef ref, Span span) {

        static NewEvent of(ConsumerRecord<String, byte[]> record) {
            EventLog.EventRef ref = CloudEvents.eventRef(record);
            return new NewEvent(record, ref, Traces.applying(ref, CloudEvents.header(record, CloudEvents.TRACEPARENT)));
        }

        Cause cause(Instant at) {
            SpanContext own = span.getSpanContext();
            return new Cause(at, own.isValid() ? Traces.traceparent(own) : Traces.begin(), event());
        }

        private Cause.@Nullable Event event() {
            String id = ref.id();
            String type = ref.type();
            return id == null || type == null ? null : new Cause.Event(ref.topic(), id, type);
        }

        void applied(boolean logged) {
            span.end();
            if (logged) {
                EventLog.applied(ref, span.getSpanContext());
            }
        }
    }
}
