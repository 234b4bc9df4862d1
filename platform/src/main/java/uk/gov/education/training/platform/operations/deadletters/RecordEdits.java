package uk.gov.education.training.platform.operations.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.DeadLetters;

/**
 * The edits to a record before it is replayed.
 *
 * @param newKey null if unchanged
 * @param headers by name; a null value removes the header
 * @param body null if unchanged
 */
record RecordEdits(
        @Nullable String newKey,
        Map<String, @Nullable String> headers,
        @Nullable String body) {

    static final RecordEdits NONE = new RecordEdits(null, Map.of(), null);

    Optional<String> key() {
        return Optional.ofNullable(newKey);
    }

    boolean isNone() {
        return newKey == null && headers.isEmpty() && body == null;
    }

    /** The names of the edited parts, without their values; null if there are none. */
    @Nullable
    String described() {
        List<String> replaced = new ArrayList<>();
        if (newKey != null) {
            replaced.add("key");
        }
        headers.keySet().stream()
                .filter(name -> !name.startsWith(DeadLetters.HEADER))
                .sorted()
                .forEach(replaced::add);
        if (body != null) {
            replaced.add("body");
        }
        return replaced.isEmpty() ? null : "Replaced: " + String.join(", ", replaced);
    }
}
