package uk.gov.education.training.platform.web;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;

/** Explains why a body cannot be read: which field is wrong, and what it must be. */
public final class JsonErrorMessages {

    private static final String BODY = "body";
    private static final Set<Class<?>> WHOLE_NUMBERS =
            Set.of(Integer.class, int.class, Long.class, long.class, Short.class, short.class);

    private JsonErrorMessages() {}

    public static ApiException refusal(JsonProcessingException failure) {
        Throwable root = failure;
        while (root.getCause() instanceof JsonProcessingException cause) {
            root = cause;
        }
        if (root instanceof StreamReadException unreadable && !(root instanceof InputCoercionException)) {
            return isDuplicate(unreadable) ? twice(unreadable) : malformed();
        }
        if (failure instanceof JsonMappingException mapping) {
            return misfit(path(mapping.getPath()), root);
        }
        return malformed();
    }

    private static ApiException malformed() {
        return ApiException.badRequest(BODY, "The body is not well-formed JSON.");
    }

    /** Jackson has no type for it. */
    private static boolean isDuplicate(StreamReadException failure) {
        return failure.getOriginalMessage().startsWith("Duplicate field");
    }

    private static ApiException twice(StreamReadException failure) {
        @Nullable JsonParser json = failure.getProcessor();
        String field = json == null ? BODY : path(json.getParsingContext());
        return ApiException.badRequest(field, "'" + field + "' is there twice. Give each field once.");
    }

    private static ApiException misfit(String field, Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return ApiException.badRequest(
                    field,
                    "Unknown field. Use only "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(joining(", "))
                            + ".");
        }
        if (field.isEmpty()) {
            return ApiException.badRequest(BODY, "Send a JSON object.");
        }
        return ApiException.badRequest(
                field, "'" + field + "' has a value of the wrong kind or format. Give " + wanted(type(cause)) + ".");
    }

    private static @Nullable Class<?> type(Throwable cause) {
        return switch (cause) {
            case MismatchedInputException mismatched -> mismatched.getTargetType();
            case InputCoercionException coerced -> coerced.getTargetType();
            default -> null;
        };
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "what the documentation says";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> Json.MAPPER.valueToTree(constant).toString())
                    .collect(joining(" or "));
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "a whole number, without quotes";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == LocalDate.class) {
            return "a day as a string, such as \"2026-09-01\"";
        }
        if (type == Instant.class) {
            return "a time as a string, such as \"2026-09-01T09:00:00Z\"";
        }
        if (type == UUID.class) {
            return "an id as a string, such as \"22727fdc-816a-4a3c-9675-030e724bbf89\"";
        }
        if (type == BigDecimal.class) {
            return "a number, without quotes";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false, without quotes";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        references.forEach(step -> append(path, step.getFieldName(), step.getIndex()));
        return path.toString();
    }

    private static String path(JsonStreamContext place) {
        if (place.getParent() == null) {
            return "";
        }
        StringBuilder path = new StringBuilder(path(place.getParent()));
        append(path, place.getCurrentName(), place.getCurrentIndex());
        return path.toString();
    }

    private static void append(StringBuilder path, @Nullable String field, int index) {
        if (field == null) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(field);
        }
    }
}
