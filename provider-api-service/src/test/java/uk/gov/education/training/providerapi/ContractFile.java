package uk.gov.education.training.providerapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.providerapi.testing.ContractCheck;
import uk.gov.education.training.providerapi.testing.ContractCheck.Response;

/** Reads the contract file and builds responses from its examples. */
final class ContractFile {

    static final JsonNode CONTRACT = read();

    private ContractFile() {}

    private static JsonNode read() {
        try (InputStream in = ContractTest.class.getResourceAsStream(ContractCheck.CONTRACT)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode followed(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : CONTRACT.at(ref.substring(1));
    }

    /** Builds an example from a schema's properties, or from the first allowed value if they have no example. */
    static JsonNode example(JsonNode reference) {
        JsonNode schema = followed(reference);
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = Json.MAPPER.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), example(property.getValue())));
                yield object;
            }
            case "array" -> Json.MAPPER.createArrayNode().add(example(schema.path("items")));
            default ->
                schema.has("example")
                        ? schema.path("example")
                        : schema.path("enum").path(0);
        };
    }

    /** The headers that every response has. */
    static Map<String, List<String>> headers() {
        return new HashMap<>(Map.of(
                "Content-Type", List.of("application/json; charset=utf-8"),
                "ETag", List.of("W/\"4be1c07d92aa35f6\""),
                "Cache-Control", List.of("no-store"),
                "Retry-After", List.of("42"),
                "RateLimit-Limit", List.of("1000"),
                "RateLimit-Remaining", List.of("0"),
                "RateLimit-Reset", List.of("42"),
                "RateLimit-Policy", List.of("\"token\";q=1000;w=300"),
                "RateLimit", List.of("\"token\";r=0;t=42")));
    }

    /** The problems that the check finds in a response with all headers. */
    static List<String> problems(String method, String path, int status, @Nullable JsonNode body) {
        return ContractCheck.problems(
                method, path, new Response(status, headers(), body == null ? "" : body.toString()));
    }

    /** A documented response of an operation. */
    record Documented(String method, String path, int status, JsonNode response) {

        String called() {
            return path.replace("{id}", "5d0e3c52-7a41-4f0b-9f0e-2b6c8f1a4d17");
        }

        JsonNode schema() {
            return response.at("/content/application~1json/schema");
        }

        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }

    static List<Documented> responses() {
        List<Documented> responses = new ArrayList<>();
        CONTRACT.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> !operation.getKey().equals("parameters"))
                .forEach(operation -> operation
                        .getValue()
                        .path("responses")
                        .properties()
                        .forEach(response -> responses.add(new Documented(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                Integer.parseInt(response.getKey()),
                                followed(response.getValue()))))));
        return responses;
    }
}
