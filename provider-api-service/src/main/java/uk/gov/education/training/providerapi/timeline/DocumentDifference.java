package uk.gov.education.training.providerapi.timeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    public record FieldDifference(
            String field, @Nullable String before, @Nullable String after) {}
}
