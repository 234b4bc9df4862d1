package uk.gov.education.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateExtension;
import java.util.stream.Collectors;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Done;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.operations.deadletters.ResolutionOutcome;

/** Adds texts for people to the records of dead letters, for the templates. */
@TemplateExtension
final class DeadLetterTexts {

    /** Percent-encoding makes a form half as long again or more, and a request may have 64 KB. */
    private static final int EDITABLE_LENGTH = 24_000;

    private static final int SHOWN_LENGTH = 20_000;
    private static final String TYPE_PREFIX = "uk.gov.education.training.";

    private DeadLetterTexts() {}

    static boolean isWaiting(DeadLetterView letter) {
        return letter.status().equals("waiting") || letter.status().equals("skipped");
    }

    static String written(DeadLetterView letter) {
        return Formats.moment(letter.writtenAt());
    }

    static String parked(DeadLetterView letter) {
        return Formats.moment(letter.parkedAt());
    }

    static String shortType(DeadLetterView letter) {
        String type = letter.type();
        return type == null ? "none" : type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
    }

    static String place(DeadLetterView letter) {
        return letter.topic() + ", partition " + letter.partition() + ", offset " + letter.offset();
    }

    static String tag(DeadLetterView letter) {
        return switch (letter.status()) {
            case "waiting", "skipped" -> "red";
            case "replayed" -> "green";
            default -> "grey";
        };
    }

    static boolean isText(Whole whole) {
        return whole.body() != null && !"base64".equals(whole.bodyEncoding());
    }

    /** Whether the body is not text. */
    static boolean isBinary(Whole whole) {
        return whole.body() != null && !isText(whole);
    }

    static boolean isEditable(Whole whole) {
        return isWaiting(whole.letter()) && readable(whole).length() <= EDITABLE_LENGTH;
    }

    /** The beginning of the body, formatted. */
    static String shown(Whole whole) {
        String text = readable(whole);
        return text.length() > SHOWN_LENGTH
                ? text.substring(0, SHOWN_LENGTH) + "\n… " + (text.length() - SHOWN_LENGTH) + " more characters"
                : text;
    }

    /** The body: JSON is formatted, anything else is unchanged. */
    static String readable(Whole whole) {
        String body = whole.body();
        if (body == null) {
            return "";
        }
        if (!isText(whole)) {
            return body;
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            return json.isContainerNode() ? json.toPrettyString() : body;
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    /** The headers as lines of a form. */
    static String headerLines(Whole whole) {
        return whole.headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    static String what(Done done) {
        return done.edited() ? done.action() + ", edited" : done.action();
    }

    static String when(Done done) {
        return Formats.moment(done.at());
    }

    static String text(ResolutionOutcome outcome) {
        return switch (outcome.outcome()) {
            case "would-be-applied" -> "Would be applied";
            case "replayed" -> "Replayed";
            case "superseded" -> "Superseded by a newer version";
            case "unreadable" -> "Still can’t be read";
            case "refused" -> "Still refused";
            case "already-resolved" -> "Someone else replayed or discarded it";
            case "discarded" -> "Discarded";
            case "would-be-discarded" -> "Would be discarded";
            default -> outcome.outcome();
        };
    }

    static boolean isBad(ResolutionOutcome outcome) {
        return tag(outcome).equals("red");
    }

    static String tag(ResolutionOutcome outcome) {
        return switch (outcome.outcome()) {
            case "would-be-applied", "replayed", "discarded", "would-be-discarded" -> "green";
            case "superseded" -> "grey";
            default -> "red";
        };
    }

    static String versions(ResolutionOutcome outcome) {
        return outcome.version() == null
                ? ""
                : "version " + outcome.version() + ", stored is "
                        + (outcome.storedVersion() == null ? 0 : outcome.storedVersion());
    }
}
