package uk.gov.education.training.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import uk.gov.education.training.events.Json;

/** Reads texts, dates, times, ids and enum values strictly. Each has one form; Jackson would accept others too. */
final class StrictScalars extends SimpleModule {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})");

    private static final long serialVersionUID = 1;

    StrictScalars() {
        super("documented forms");
        setDeserializers(new Choices());
        addDeserializer(String.class, new Text<>(String.class, text -> text));
        addDeserializer(LocalDate.class, new Text<>(LocalDate.class, StrictScalars::day));
        addDeserializer(Instant.class, new Text<>(Instant.class, StrictScalars::time));
        addDeserializer(UUID.class, new Text<>(UUID.class, PathUuid::parse));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(in(DAY, text));
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(in(TIME, text)).toInstant();
    }

    private static String in(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form");
        }
        return text;
    }

    private static final class Text<T> extends StdScalarDeserializer<T> {

        private static final long serialVersionUID = 1;

        private final transient Function<String, T> form;

        Text(Class<?> type, Function<String, T> form) {
            super(type);
            this.form = form;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), json);
            }
            String text = json.getText();
            try {
                return form.apply(text);
            } catch (DateTimeException | IllegalArgumentException otherForm) {
                return (T) context.handleWeirdStringValue(handledType(), text, "not of the documented form");
            }
        }
    }

    /** Reads enum values only as they are written, in lower case. */
    private static final class Choices extends SimpleDeserializers {

        private static final long serialVersionUID = 1;

        @Override
        public JsonDeserializer<?> findEnumDeserializer(
                Class<?> type, DeserializationConfig config, BeanDescription description) {
            Map<String, Object> constants = new HashMap<>();
            Arrays.stream(type.getEnumConstants())
                    .forEach(constant ->
                            constants.put(Json.MAPPER.valueToTree(constant).asText(), constant));
            return new Text<>(type, text -> {
                if (!constants.containsKey(text)) {
                    throw new IllegalArgumentException("no such constant");
                }
                return constants.get(text);
            });
        }
    }
}
