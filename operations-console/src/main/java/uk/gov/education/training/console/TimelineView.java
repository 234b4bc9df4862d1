package uk.gov.education.training.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline.DocumentChange;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline.FieldChange;

/**
 * A participant's timeline in words.
 *
 * @param compacted whether the first events are missing
 */
record TimelineView(String participant, boolean complete, boolean compacted, List<Entry> entries) {

    private static final String FIRST_TOPIC = "participant-changes";

    /**
     * An event.
     *
     * @param css the kind of its effect
     * @param note why it had no usual effect
     */
    record Entry(
            String heading,
            String published,
            String at,
            String version,
            String id,
            String source,
            String trace,
            String css,
            @Nullable String note,
            Map<String, String> change,
            List<Document> documents) {}

    /** A change that a lead provider sees. */
    record Document(String heading, boolean isNew, List<FieldChange> fields) {}

    static TimelineView of(ParticipantTimeline timeline) {
        return new TimelineView(
                timeline.participantId().toString(),
                timeline.complete(),
                isCompacted(timeline),
                timeline.events().stream().map(TimelineView::entry).toList());
    }

    private static boolean isCompacted(ParticipantTimeline timeline) {
        return timeline.events().stream().anyMatch(event -> event.version() != null && event.version() > 1)
                && timeline.events().stream()
                        .noneMatch(event -> event.version() != null
                                && event.version() == 1
                                && event.topic().equals(FIRST_TOPIC));
    }

    private static Entry entry(ParticipantTimeline.Entry event) {
        return new Entry(
                event.type() + " on " + event.topic(),
                Formats.moment(event.publishedAt()),
                Formats.moment(event.at()),
                event.version() == null ? "none" : event.version().toString(),
                event.headers().getOrDefault("ce_id", "none"),
                event.headers().getOrDefault("ce_source", "unknown"),
                trace(event.headers().get("traceparent")),
                css(event.effect()),
                note(event),
                event.change(),
                event.documents().stream().map(TimelineView::document).toList());
    }

    /** The trace id of {@code 00-<trace>-<span>-<flags>}. */
    private static String trace(@Nullable String traceparent) {
        String[] parts = traceparent == null ? new String[0] : traceparent.split("-", -1);
        return parts.length > 1 ? parts[1] : "none";
    }

    private static String css(String effect) {
        return switch (effect) {
            case "applied" -> "applied";
            case "unreadable" -> "wrong";
            default -> "none";
        };
    }

    private static @Nullable String note(ParticipantTimeline.Entry event) {
        return switch (event.effect()) {
            case "superseded" -> "It was older than the data the services had, so they ignored it.";
            case "deleted" -> "The services deleted everything that this topic had about the participant.";
            case "unreadable" -> "No service could read it. " + event.problem();
            default -> null;
        };
    }

    private static Document document(DocumentChange change) {
        String provider = change.leadProviderName() == null
                ? "Lead provider " + change.leadProviderId()
                : change.leadProviderName();
        String kind = change.kind().replace('-', ' ');
        return new Document(
                switch (change.change()) {
                    case "added" -> provider + " now sees this " + kind;
                    case "removed" -> provider + " no longer sees this " + kind;
                    default -> provider + " sees this " + kind + " changed";
                },
                change.change().equals("added"),
                change.fields());
    }
}
