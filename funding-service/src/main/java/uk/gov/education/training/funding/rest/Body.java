package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.edge.Refusal;

/**
 * A request's body, of which nothing is passed over: a field that is misspelt would otherwise be one that is left out,
 * and money would change.
 */
final class Body {

    private static final ObjectReader STRICTLY =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Body() {}

    /**
     * Reads it.
     *
     * @throws Refusal if it is missing, or has a field that nobody knows
     * @throws IOException if a field is of the wrong kind
     */
    static <T> T of(@Nullable JsonNode body, Class<T> type) throws IOException {
        if (body == null || !body.isObject()) {
            throw Refusal.badRequest("body", "Send a JSON object.");
        }
        try {
            return STRICTLY.forType(type).readValue(body);
        } catch (UnrecognizedPropertyException unknown) {
            throw Refusal.badRequest(
                    path(unknown.getPath()),
                    "There is no such field. There are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    /** Which fields it has, be they null. */
    static Set<String> given(JsonNode body) {
        Set<String> given = new HashSet<>();
        body.fieldNames().forEachRemaining(given::add);
        return given;
    }
}
