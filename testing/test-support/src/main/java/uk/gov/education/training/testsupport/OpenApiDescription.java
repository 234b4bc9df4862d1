package uk.gov.education.training.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.testsupport.RawHttp.Response;

/** A service's own OpenAPI description. */
public final class OpenApiDescription {

    private static final String BASE = "https://description.example/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode root;
    private final SchemaRegistry schemas;

    private OpenApiDescription(String json) {
        this.root = json(json);
        allowNulls(root);
        String schema = root.toString();
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(BASE, schema)));
    }

    /** OpenAPI 3.0 has its own word for what JSON Schema has a type for. */
    private static void allowNulls(JsonNode node) {
        node.forEach(OpenApiDescription::allowNulls);
        if (node instanceof ObjectNode schema
                && schema.path("nullable").asBoolean()
                && schema.path("type").isTextual()) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
    }

    /** Reads the description of the service at a port. */
    public static OpenApiDescription of(int port) {
        return new OpenApiDescription(RawHttp.send(port, "GET /q/openapi?format=json HTTP/1.1\r\n", new byte[0])
                .body());
    }

    /** @param pointer to it in the description */
    public record Operation(String method, String path, String pointer, JsonNode node, List<JsonNode> parameters) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        public boolean reads() {
            return method.equals("GET");
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> operations.add(new Operation(
                        entry.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        "/paths/" + escaped(path.getKey()) + "/" + entry.getKey(),
                        entry.getValue(),
                        Stream.of(path.getValue(), entry.getValue())
                                .flatMap(node -> StreamSupport.stream(
                                        node.path("parameters").spliterator(), false))
                                .map(this::resolved)
                                .toList()))));
        return operations;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** Resolves a reference. */
    public JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = root.at(found.get("$ref").asText().substring(1));
        }
        return found;
    }

    /** The request body schema of an operation; null if it has none. */
    public @Nullable JsonNode body(Operation operation) {
        JsonNode schema = resolved(operation.node().path("requestBody")).at("/content/application~1json/schema");
        return schema.isMissingNode() ? null : resolved(schema);
    }

    /** The differences between a response and this description; empty if there are none. */
    public List<String> problems(Operation operation, Response response) {
        String pointer = operation.pointer() + "/responses/" + response.status();
        JsonNode described = root.at(pointer);
        if (described.isMissingNode()) {
            return List.of("answers " + response.status() + ", which is not described");
        }
        if (described.has("$ref")) {
            pointer = described.get("$ref").asText().substring(1);
            described = resolved(described);
        }
        JsonNode contents = described.path("content");
        if (contents.isEmpty()) {
            return response.body().isEmpty()
                    ? List.of()
                    : List.of(response.status() + " has a body that is not described");
        }
        for (Map.Entry<String, JsonNode> content : contents.properties()) {
            if (content.getKey().split(";", 2)[0].strip().equals(response.contentType())) {
                return content.getValue().has("schema") && content.getKey().contains("json")
                        ? errors(pointer + "/content/" + escaped(content.getKey()) + "/schema", response.body())
                        : List.of();
            }
        }
        return List.of(response.status() + " comes as '" + response.contentType() + "', which is not described");
    }

    private List<String> errors(String pointer, String body) {
        JsonNode json = json(body);
        if (json.isMissingNode()) {
            return List.of("has a body that is no JSON");
        }
        // A fragment of an address, in which braces of a path are escaped.
        String fragment = pointer.replace("{", "%7B").replace("}", "%7D");
        return schemas.getSchema(SchemaLocation.of(BASE + "#" + fragment)).validate(json).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** The JSON, or a missing node. */
    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
