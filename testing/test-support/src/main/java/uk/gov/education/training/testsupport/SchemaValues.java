package uk.gov.education.training.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import uk.gov.education.training.testsupport.RawHttp.Response;

/** Generates values that a schema allows, often ones that the service knows. */
final class SchemaValues {

    private static final int MOST_KNOWN = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> WORDS =
            List.of("Ada", "other", "1234567", "ada@school.example", "ecf-standard-september", "0.5", "Grace Hopper");

    private final OpenApiDescription openApiDescription;
    private final Map<String, List<String>> known;
    private final Random random;

    /** @param known by the name of a parameter or field, values that mean something to the service */
    SchemaValues(OpenApiDescription openApiDescription, Map<String, List<String>> known, Random random) {
        this.openApiDescription = openApiDescription;
        this.known = new HashMap<>();
        known.forEach((name, values) -> this.known.put(name, new ArrayList<>(values)));
        this.random = random;
    }

    /** Remembers ids and states from a response. */
    void learn(Response response) {
        OpenApiDescription.json(response.body()).findValues("id").forEach(id -> learn("id", id.asText()));
        if (response.headers().containsKey("etag")) {
            learn("If-Match", response.headers().get("etag"));
        }
    }

    private void learn(String name, String value) {
        List<String> values = known.computeIfAbsent(name, absent -> new ArrayList<>());
        if (values.size() < MOST_KNOWN && !values.contains(value)) {
            values.add(value);
        }
    }

    /** A value for a parameter, not encoded. */
    String text(String name, JsonNode schema) {
        JsonNode items = openApiDescription.resolved(schema).path("items");
        JsonNode value = value(name, items.isMissingNode() ? schema : items);
        return value.isValueNode() ? value.asText() : value.toString();
    }

    JsonNode value(String name, JsonNode reference) {
        JsonNode schema = openApiDescription.resolved(reference);
        if (known.containsKey(name) && random.nextInt(10) > 0) {
            return typed(oneOf(known.get(name)), schema);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(choice)) {
                return value(name, schema.get(choice).get(0));
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> array(name, schema);
            case "integer" -> JSON.numberNode(List.of(1, 2, 6, 2025, 2026, 100).get(random.nextInt(6)));
            case "number" -> JSON.numberNode(List.of(0.5, 1.0, 2.5, 100.0).get(random.nextInt(4)));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.textNode(string(schema.path("format").asText()));
        };
    }

    private static JsonNode typed(String value, JsonNode schema) {
        return switch (type(schema)) {
            case "integer", "number" -> JSON.numberNode(new BigDecimal(value));
            case "boolean" -> JSON.booleanNode(Boolean.parseBoolean(value));
            default -> JSON.textNode(value);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(each -> !each.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(field -> {
            if (random.nextInt(8) > 0) {
                object.set(field.getKey(), value(field.getKey(), field.getValue()));
            }
        });
        return object;
    }

    private ArrayNode array(String name, JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            array.add(value(name, schema.path("items")));
        }
        return array;
    }

    private String string(String format) {
        return switch (format) {
            case "date" ->
                "20%d-%02d-%02d".formatted(24 + random.nextInt(4), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case "date-time" ->
                "20%d-%02d-%02dT09:00:00Z"
                        .formatted(24 + random.nextInt(4), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> oneOf(WORDS);
        };
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
