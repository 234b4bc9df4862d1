package uk.gov.education.training.platform.web;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads UUIDs in paths. */
public final class PathUuid {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private PathUuid() {}

    /**
     * Reads an id. A malformed id is treated as an unknown one.
     *
     * @throws ApiException the one for an unknown id
     */
    public static UUID of(String text, Supplier<ApiException> unknown) {
        try {
            return parse(text);
        } catch (IllegalArgumentException noUuid) {
            throw unknown.get();
        }
    }

    /**
     * Reads an id in the full form.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static UUID parse(String text) {
        // Java accepts 1-1-1-1-1 too.
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a UUID");
        }
        return UUID.fromString(text);
    }
}
