package uk.gov.education.training.providerapi.timeline;

import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.SCHEDULE_ASSIGNMENTS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;

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

    /** @param referring adds reference data to the facts */
    public static Timeline of(
            UUID participant, List<TimelineRecord> found, boolean whole, UnaryOperator<ParticipantFacts> referring) {
        Map<Topic<?, ?>, Message<?, ?>> latest = new HashMap<>();
        SeenDocuments seen = SeenDocuments.NONE;
        List<Event> events = new ArrayList<>();
        for (TimelineRecord record : inOrder(found)) {
            Effect effect = apply(latest, record);
            SeenDocuments after = effect == Effect.OLD || effect == Effect.UNREADABLE
                    ? seen
                    : SeenDocuments.of(participant, facts(latest).map(referring), record.published());
            events.add(event(record, effect, seen.differences(after)));
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
                    ReferenceData.NONE);
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
        return JsonFields.of(Json.MAPPER.valueToTree(message.change()));
    }
}
