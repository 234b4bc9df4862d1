package uk.gov.education.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/**
 * A record that a service could not use, as the service tells of it.
 *
 * @param headers in full only
 * @param body likewise
 * @param errors likewise: what is wrong with it as it is judged now
 * @param auditLog likewise: what was done about it
 */
record DeadLetterView(
        String id,
        String topic,
        int partition,
        long offset,
        @Nullable Instant writtenAt,
        @Nullable Instant parkedAt,
        @Nullable String key,
        @Nullable String type,
        String reason,
        @Nullable String detail,
        String status,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String bodyEncoding,
        @Nullable List<String> errors,
        @Nullable List<Act> auditLog) {

    /** A form is half as long again, at least, and no request may be longer than 64 KB. */
    private static final int LONGEST_TO_MEND = 24_000;

    private static final int LONGEST_TO_SHOW = 20_000;
    private static final String TYPES = "uk.gov.education.training.";

    /** What was done about it, by whom. */
    record Act(
            String action,
            @Nullable String actor,
            @Nullable Instant at,
            @Nullable String reason,
            @Nullable Boolean edited) {

        public String when() {
            return Formats.moment(at);
        }

        public String what() {
            return Boolean.TRUE.equals(edited) ? action + ", mended" : action;
        }
    }

    public boolean isWaiting() {
        return status.equals("waiting") || status.equals("skipped");
    }

    public boolean isText() {
        return body != null && !"base64".equals(bodyEncoding);
    }

    /** Whether it has a body that can't be shown as it is. */
    public boolean isBinary() {
        return body != null && !isText();
    }

    public boolean canBeMended() {
        return isWaiting() && readable().length() <= LONGEST_TO_MEND;
    }

    public String written() {
        return Formats.moment(writtenAt);
    }

    public String parked() {
        return Formats.moment(parkedAt);
    }

    /** The type without what all types begin with. */
    public String shortType() {
        return type == null ? "none" : type.startsWith(TYPES) ? type.substring(TYPES.length()) : type;
    }

    public String place() {
        return topic + ", partition " + partition + ", offset " + offset;
    }

    public String tag() {
        return switch (status) {
            case "waiting", "skipped" -> "red";
            case "replayed" -> "green";
            default -> "grey";
        };
    }

    /** The body as a person reads it; the beginning of a very long one. */
    public String shown() {
        String text = readable();
        return text.length() > LONGEST_TO_SHOW
                ? text.substring(0, LONGEST_TO_SHOW) + "\n… " + (text.length() - LONGEST_TO_SHOW) + " more characters"
                : text;
    }

    /** The body in lines if it is JSON, else as it is; what is no text is nothing to write on. */
    String readable() {
        if (body == null) {
            return "";
        }
        if (!isText()) {
            return body;
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            return json.isContainerNode() ? json.toPrettyString() : body;
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    public Map<String, String> allHeaders() {
        return headers == null ? Map.of() : headers;
    }

    public List<String> allErrors() {
        return errors == null ? List.of() : errors;
    }

    public List<Act> allActs() {
        return auditLog == null ? List.of() : auditLog;
    }

    /** The headers as they are written to be mended. */
    String headerLines() {
        return allHeaders().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }
}
