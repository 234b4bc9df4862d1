package uk.gov.education.training.providerapi.console;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.providerapi.ReadTimeline.TimelineRecord;
import uk.gov.education.training.providerapi.timeline.Timeline;
import uk.gov.education.training.providerapi.timeline.Timeline.DocumentChange;
import uk.gov.education.training.providerapi.timeline.Timeline.Effect;
import uk.gov.education.training.providerapi.timeline.Timeline.Event;
import uk.gov.education.training.providerapi.timeline.Timeline.Seen;

/** A participant's timeline in words. */
record TimelineView(String participant, boolean whole, boolean old, List<Entry> entries) {

    /**
     * An event.
     *
     * @param css what kind of effect it had
     * @param note what is unusual about it
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

    /** What a lead provider sees otherwise. */
    record Document(String heading, boolean appears, List<DocumentChange> differences) {}

    static TimelineView of(TimelineRecord told) {
        Timeline timeline = told.story();
        return new TimelineView(
                timeline.participant().toString(),
                timeline.whole(),
                timeline.events().stream().anyMatch(event -> event.version() != null && event.version() > 1)
                        && timeline.events().stream()
                                .noneMatch(event -> event.version() != null
                                        && event.version() == 1
                                        && event.topic().equals("participant-changes")),
                timeline.events().stream()
                        .map(event -> entry(event, told.leadProviders()))
                        .toList());
    }

    private static Entry entry(Event event, Map<UUID, String> names) {
        return new Entry(
                event.type() + " on " + event.topic(),
                Formats.moment(event.published()),
                Formats.moment(event.at()),
                event.version() == null ? "none" : event.version().toString(),
                event.headers().getOrDefault("ce_id", "none"),
                event.headers().getOrDefault("ce_source", "unknown"),
                trace(event.headers().get("traceparent")),
                css(event.effect()),
                note(event),
                event.change(),
                event.seen().stream().map(seen -> document(seen, names)).toList());
    }

    /** Of {@code 00-<trace>-<span>-<flags>} what finds it. */
    private static String trace(@Nullable String traceparent) {
        String[] parts = traceparent == null ? new String[0] : traceparent.split("-", -1);
        return parts.length > 1 ? parts[1] : "none";
    }

    private static String css(Effect effect) {
        return switch (effect) {
            case APPLIED -> "applied";
            case OLD, ENDED -> "none";
            case UNREADABLE -> "wrong";
        };
    }

    private static @Nullable String note(Event event) {
        return switch (event.effect()) {
            case APPLIED -> null;
            case OLD -> "It said nothing newer than what was known, so nothing came of it.";
            case ENDED -> "Everything that this topic had said of this participant was taken back.";
            case UNREADABLE -> "No service could read it. " + event.unreadable();
        };
    }

    private static Document document(Seen seen, Map<UUID, String> names) {
        String provider = names.getOrDefault(seen.leadProviderId(), "Lead provider " + seen.leadProviderId());
        String what = seen.kind().replace('-', ' ');
        return new Document(
                seen.before() == null
                        ? provider + " now sees this " + what
                        : seen.after() == null
                                ? provider + " no longer sees this " + what
                                : provider + " sees this " + what + " changed",
                seen.before() == null,
                seen.differences());
    }
}
