package uk.gov.education.training.providerapi.timeline;

import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.providerapi.documents.DocumentRenderer;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ProviderDocument;

/**
 * The history of one participant, rebuilt from the topics: each event with the changes that lead providers saw.
 *
 * @param events in the order in which they were published
 * @param whole false if reading stopped before the end of the topics
 */
public record Timeline(UUID participant, List<Event> events, boolean whole) {

    /** The topics about participants. Of two events with the same time, the cause comes before its effect. */
    public static final List<Topic<?, ?>> TOPICS =
            List.of(PARTICIPANT_CHANGES, TRAINING_CHANGES, DECLARATIONS, SCHEDULE_ASSIGNMENTS, FUNDING_DECISIONS);

    private static final Instant NO_TIME = Instant.EPOCH;

    /**
     * A record as it was read.
     *
     * @param published when it was published, according to its headers
     * @param message null for a tombstone, or if it can't be read
     * @param unreadable why it can't be read
     */
    public record TimelineRecord(
            Topic<?, ?> topic,
            Instant published,
            long offset,
            Map<String, String> headers,
            @Nullable Message<?, ?> message,
            @Nullable String unreadable) {}

    /** The effect of an event. */
    public enum Effect {
        APPLIED,
        /** A newer version had already been applied. */
        OLD,
        /** A tombstone deleted everything that the topic had about the participant. */
        ENDED,
        UNREADABLE
    }

    /**
     * An event.
     *
     * @param type its name, such as {@code name-changed}
     * @param at when it happened, in the domain's time
     * @param change the change as its owner published it, by field
     * @param seen the documents of lead providers that it changed
     */
    public record Event(
            String topic,
            String type,
            Instant published,
            @Nullable Instant at,
            @Nullable Long version,
            Map<String, String> headers,
            Effect effect,
            @Nullable String unreadable,
            Map<String, String> change,
            List<DocumentDifference> seen) {}

    /**
     * A document of a lead provider before and after an event.
     *
     * @param kind as the API calls it
     * @param before null if there was none
     * @param after null if it was removed
     */
    public record DocumentDifference(
            UUID leadProviderId,
            String kind,
            UUID id,
            @Nullable Map<String, String> before,
            @Nullable Map<String, String> after) {

        /** The changed fields. A new or removed document has all its fields here. */
        public List<FieldDifference> differences() {
            Map<String, FieldDifference> differences = new TreeMap<>();
            Map<String, String> then = before == null ? Map.of() : before;
            Map<String, String> now = after == null ? Map.of() : after;
            then.forEach((field, value) -> {
                if (!value.equals(now.get(field))) {
                    differences.put(field, new FieldDifference(field, value, now.get(field)));
                }
            });
            now.forEach((field, value) -> {
                if (!then.containsKey(field)) {
                    differences.put(field, new FieldDifference(field, null, value));
                }
            });
            return List.copyOf(differences.values());
        }
    }

    public record FieldDifference(
            String field, @Nullable String before, @Nullable String after) {}

    /** @param named adds delivery partners and lead provider names to the facts */
    public static Timeline of(
            UUID participant, List<TimelineRecord> found, boolean whole, UnaryOperator<ParticipantFacts> named) {
        Map<Topic<?, ?>, Message<?, ?>> latest = new HashMap<>();
        Map<ProviderDocument.Key, Map<String, String>> seen = Map.of();
        List<Event> events = new ArrayList<>();
        for (TimelineRecord record : inOrder(found)) {
            Effect effect = apply(latest, record);
            Map<ProviderDocument.Key, Map<String, String>> after = effect == Effect.OLD || effect == Effect.UNREADABLE
                    ? seen
                    : documents(participant, facts(latest).map(named), record.published());
            events.add(event(record, effect, differences(seen, after)));
            seen = after;
        }
        return new Timeline(participant, events, whole);
    }

    private static List<TimelineRecord> inOrder(List<TimelineRecord> found) {
        return found.stream()
                .sorted(Comparator.comparing(TimelineRecord::published)
                        .thenComparingInt(record -> TOPICS.indexOf(record.topic()))
                        .thenComparingLong(TimelineRecord::offset))
                .toList();
    }

    private static Effect apply(Map<Topic<?, ?>, Message<?, ?>> latest, TimelineRecord record) {
        if (record.unreadable() != null) {
            return Effect.UNREADABLE;
        }
        if (record.message() == null) {
            latest.remove(record.topic());
            return Effect.ENDED;
        }
        @Nullable Message<?, ?> before = latest.get(record.topic());
        if (before != null && before.version() >= record.message().version()) {
            return Effect.OLD;
        }
        latest.put(record.topic(), record.message());
        return Effect.APPLIED;
    }

    /** The facts known at that moment; empty while no school has reported the participant. */
    private static Optional<ParticipantFacts> facts(Map<Topic<?, ?>, Message<?, ?>> latest) {
        return snapshot(latest, PARTICIPANT_CHANGES).map(school -> {
            ParticipantFacts nothingElse = ParticipantFacts.of(school);
            return new ParticipantFacts(
                    school,
                    snapshot(latest, TRAINING_CHANGES).orElse(nothingElse.reports()),
                    snapshot(latest, DECLARATIONS).orElse(nothingElse.declarations()),
                    snapshot(latest, SCHEDULE_ASSIGNMENTS).orElse(nothingElse.schedules()),
                    snapshot(latest, FUNDING_DECISIONS).orElse(nothingElse.funding()),
                    Map.of(),
                    Map.of());
        });
    }

    /** The facts known after the last record. */
    public static Optional<ParticipantFacts> facts(List<TimelineRecord> found) {
        Map<Topic<?, ?>, Message<?, ?>> latest = new HashMap<>();
        inOrder(found).forEach(record -> apply(latest, record));
        return facts(latest);
    }

    private static <S> Optional<S> snapshot(Map<Topic<?, ?>, Message<?, ?>> latest, Topic<?, S> topic) {
        return Optional.ofNullable(latest.get(topic))
                .map(message -> topic.snapshot().cast(message.snapshot()));
    }

    /** Renders what lead providers saw on the day of the event. */
    private static Map<ProviderDocument.Key, Map<String, String>> documents(
            UUID participant, Optional<ParticipantFacts> facts, Instant on) {
        Map<ProviderDocument.Key, Map<String, String>> documents = new LinkedHashMap<>();
        String key = participant.toString();
        LoadedFacts known =
                new LoadedFacts(Map.of(), facts.map(all -> Map.of(key, all)).orElse(Map.of()), Map.of(), true);
        for (Rendering rendering : DocumentRenderer.of(known, key, London.dateOf(on))) {
            documents.put(rendering.key(), fields(rendering));
        }
        return documents;
    }

    private static Map<String, String> fields(Rendering rendering) {
        JsonNode attributes = tree(rendering.json().updatedAt(NO_TIME)).path("attributes");
        ((ObjectNode) attributes).remove("updated_at");
        return fields(attributes);
    }

    private static List<DocumentDifference> differences(
            Map<ProviderDocument.Key, Map<String, String>> before,
            Map<ProviderDocument.Key, Map<String, String>> after) {
        List<DocumentDifference> seen = new ArrayList<>();
        after.forEach((key, now) -> {
            @Nullable Map<String, String> then = before.get(key);
            if (!now.equals(then)) {
                seen.add(seen(key, then, now));
            }
        });
        before.forEach((key, then) -> {
            if (!after.containsKey(key)) {
                seen.add(seen(key, then, null));
            }
        });
        return seen;
    }

    private static DocumentDifference seen(
            ProviderDocument.Key key, @Nullable Map<String, String> before, @Nullable Map<String, String> after) {
        return new DocumentDifference(key.leadProviderId(), key.kind().type(), key.id(), before, after);
    }

    private static Event event(TimelineRecord record, Effect effect, List<DocumentDifference> seen) {
        @Nullable Message<?, ?> message = record.message();
        return new Event(
                record.topic().name(),
                effect == Effect.ENDED ? "deleted" : type(record),
                record.published(),
                message == null ? null : message.at(),
                message == null ? null : message.version(),
                record.headers(),
                effect,
                record.unreadable(),
                message == null ? Map.of() : change(message),
                seen);
    }

    private static String type(TimelineRecord record) {
        return record.topic()
                .typeNames()
                .getOrDefault(
                        record.message() == null
                                ? Void.class
                                : record.message().change().getClass(),
                        record.headers().getOrDefault("ce_type", "unknown"));
    }

    private static Map<String, String> change(Message<?, ?> message) {
        return fields(Json.MAPPER.valueToTree(message.change()));
    }

    /** Returns a document's values by their path. */
    static Map<String, String> fields(JsonNode document) {
        Map<String, String> fields = new LinkedHashMap<>();
        collect("", document, fields);
        return fields;
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), fields));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), fields);
            }
        } else {
            fields.put(path, node.isNull() ? "null" : node.isValueNode() ? node.asText() : node.toString());
        }
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A document is not valid JSON", bug);
        }
    }
}
