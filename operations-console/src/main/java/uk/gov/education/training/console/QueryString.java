package uk.gov.education.training.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a URL. */
record QueryString(Map<String, String> values) {

    /** Leaves out parameters without a value. */
    static QueryString of(@Nullable String... namesAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            @Nullable String name = namesAndValues[i];
            @Nullable String value = namesAndValues[i + 1];
            if (name != null && value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
        return new QueryString(values);
    }

    QueryString with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value.toString());
        return new QueryString(more);
    }

    /** The query with its question mark; empty without parameters. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
