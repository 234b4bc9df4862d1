package uk.gov.education.training.platform.web;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Ids in addresses. */
public final class PathUuid {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private PathUuid() {}

    /**
     * Reads an id. What is none belongs to nothing, and is answered as an unknown id would be.
     *
     * @throws Refusal that of an unknown id
     */
    public static UUID of(String text, Supplier<ApiException> unknown) {
        try {
            return parse(text);
        } catch (IllegalArgumentException noUuid) {
            throw unknown.get();
        }
    }

    /**
     * Reads an id that is written in full.
     *
     * @throws IllegalArgumentException if it is none
     */
    static UUID parse(String text) {
        // Java would read 1-1-1-1-1 too.
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no id");
        }
        return UUID.fromString(text);
    }
}
