package uk.gov.education.training.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;

/**
 * A dead letter's key, headers and body as somebody has written them into the form. Only what is not as it was is sent:
 * a record that nobody mended is replayed as it came, byte for byte.
 */
record RecordEdits(String key, String headers, String body) {

    static RecordEdits none(DeadLetterView deadLetterView) {
        return new RecordEdits(
                deadLetterView.key() == null ? "" : deadLetterView.key(),
                deadLetterView.headerLines(),
                deadLetterView.isText() || deadLetterView.body() == null ? deadLetterView.readable() : "");
    }

    /** Browsers end lines as the internet once did. */
    static RecordEdits of(@Nullable String key, @Nullable String headers, @Nullable String body) {
        return new RecordEdits(lines(key).strip(), lines(headers).strip(), lines(body));
    }

    /** The deadLetterView as a browser sends it back that nobody has touched. */
    private static RecordEdits untouched(DeadLetterView deadLetterView) {
        RecordEdits shown = none(deadLetterView);
        return of(shown.key, shown.headers, shown.body);
    }

    /** Whether nobody has mended anything. */
    boolean isAsItCame(DeadLetterView deadLetterView) {
        RecordEdits before = untouched(deadLetterView);
        return key.strip().equals(before.key) && headers.strip().equals(before.headers) && isBodyOf(before);
    }

    private boolean isBodyOf(RecordEdits other) {
        return lines(body).strip().equals(other.body.strip());
    }

    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    /** What is to be sent to have it replayed so. */
    Map<String, Object> request(DeadLetterView deadLetterView) {
        RecordEdits before = untouched(deadLetterView);
        Map<String, Object> request = new LinkedHashMap<>();
        if (!key.equals(before.key)) {
            request.put("key", key);
        }
        Map<String, @Nullable String> changed = changedHeaders(deadLetterView);
        if (!changed.isEmpty()) {
            request.put("headers", changed);
        }
        if (!isBodyOf(before)) {
            request.put("body", body);
        }
        return request;
    }

    /** Headers with another value, new ones, and those that are gone as null. */
    private Map<String, @Nullable String> changedHeaders(DeadLetterView deadLetterView) {
        Map<String, String> wanted = parsed();
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        deadLetterView.allHeaders().keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> changed.put(name, null));
        wanted.forEach((name, value) -> {
            if (!Objects.equals(deadLetterView.allHeaders().get(name), value)) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    private Map<String, String> parsed() {
        Map<String, String> parsed = new LinkedHashMap<>();
        headers.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw ApiException.invalid("headers", "Write each header on a line of its own, as “name: value”.");
            }
            parsed.put(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
        return parsed;
    }
}
