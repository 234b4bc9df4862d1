package uk.gov.education.training.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView.Whole;
import uk.gov.education.training.platform.web.ApiException;

/**
 * The key, headers and body of a dead letter in the form. The console sends only those that were edited, so an unedited
 * record is replayed byte for byte.
 */
record RecordEdits(String key, String headers, String body) {

    static RecordEdits none(Whole whole) {
        return new RecordEdits(
                whole.letter().key() == null ? "" : whole.letter().key(),
                DeadLetterTexts.headerLines(whole),
                DeadLetterTexts.isBinary(whole) ? "" : DeadLetterTexts.readable(whole));
    }

    /** Reads the fields of the form, in which browsers end lines with CR and LF. */
    static RecordEdits of(@Nullable String key, @Nullable String headers, @Nullable String body) {
        return new RecordEdits(lines(key).strip(), lines(headers).strip(), lines(body));
    }

    /** The fields as a browser sends them before an edit. */
    private static RecordEdits untouched(Whole whole) {
        RecordEdits shown = none(whole);
        return of(shown.key, shown.headers, shown.body);
    }

    /** Whether nothing was edited. */
    boolean isUnedited(Whole whole) {
        RecordEdits before = untouched(whole);
        return key.strip().equals(before.key) && headers.strip().equals(before.headers) && isBodyOf(before);
    }

    private boolean isBodyOf(RecordEdits other) {
        return lines(body).strip().equals(other.body.strip());
    }

    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    /** The edited parts, as the body of a replay request. */
    Map<String, Object> request(Whole whole) {
        RecordEdits before = untouched(whole);
        Map<String, Object> request = new LinkedHashMap<>();
        if (!key.equals(before.key)) {
            request.put("key", key);
        }
        Map<String, @Nullable String> changed = changedHeaders(whole);
        if (!changed.isEmpty()) {
            request.put("headers", changed);
        }
        if (!isBodyOf(before)) {
            request.put("body", body);
        }
        return request;
    }

    /** Changed and new headers by name; null for a removed one. */
    private Map<String, @Nullable String> changedHeaders(Whole whole) {
        Map<String, String> wanted = parsed();
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        whole.headers().keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> changed.put(name, null));
        wanted.forEach((name, value) -> {
            if (!Objects.equals(whole.headers().get(name), value)) {
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
