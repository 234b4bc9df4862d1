package uk.gov.education.training.platform.operations.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.DeadLetters;

/**
 * What of a record is replaced before it is replayed.
 *
 * @param newKey null if it stays
 * @param headers by name; null takes one away
 * @param body null if it stays
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

    /** What is replaced, without what by. */
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
