package uk.gov.education.training.providerapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.ContractFile.CONTRACT;
import static uk.gov.education.training.providerapi.ContractFile.example;
import static uk.gov.education.training.providerapi.ContractFile.followed;
import static uk.gov.education.training.providerapi.ContractFile.problems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.providerapi.ContractFile.Documented;
import uk.gov.education.training.providerapi.testing.ContractCheck;

/** Checks that the contract is well-formed and that its examples match it. */
class ContractTest {

    static List<Documented> responses() {
        return ContractFile.responses();
    }

    @Test
    void contractParsesWithoutErrors() throws IOException {
        ParseOptions strictly = new ParseOptions();
        strictly.setResolve(true);
        try (InputStream in = Objects.requireNonNull(ContractTest.class.getResourceAsStream(ContractCheck.CONTRACT))) {
            SwaggerParseResult parsed =
                    new OpenAPIV3Parser().readContents(new String(in.readAllBytes(), UTF_8), null, strictly);
            assertThat(parsed.getMessages()).isEmpty();
            assertThat(parsed.getOpenAPI().getPaths()).hasSize(21);
        }
    }

    @Test
    void everyOperationHasASummaryAndErrorResponses() {
        Set<String> ids = new TreeSet<>();
        CONTRACT.path("paths").forEach(path -> path.properties().stream()
                .filter(operation -> !operation.getKey().equals("parameters"))
                .map(Map.Entry::getValue)
                .forEach(operation -> {
                    ids.add(operation.path("operationId").asText());
                    assertThat(operation.path("summary").asText()).isNotBlank();
                    assertThat(operation.path("tags")).hasSize(1);
                    assertThat(operation.path("responses").properties())
                            .extracting(Map.Entry::getKey)
                            .contains("200", "400", "401", "403", "429", "503");
                }));
        assertThat(ids).hasSize(25);
    }

    @Test
    void everyComponentIsUsed() {
        Set<String> used = new TreeSet<>(CONTRACT.findValuesAsText("$ref"));
        Set<String> there = new TreeSet<>();
        for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
            CONTRACT.path("components")
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(name -> there.add("#/components/" + kind + "/" + name));
        }
        assertThat(used).isEqualTo(there);
    }

    /** Makes the contract check find every stray, misspelt or missing key. */
    @Test
    void everyResponseObjectHasExactlyItsKeys() {
        List<JsonNode> objects = new ArrayList<>();
        responses().forEach(response -> collectObjects(response.schema(), objects::add));

        assertThat(objects).hasSizeGreaterThan(20).allSatisfy(object -> {
            List<String> keys = new ArrayList<>();
            object.path("properties").fieldNames().forEachRemaining(keys::add);
            assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
            assertThat(object.path("required").valueStream().map(JsonNode::asText))
                    .containsExactlyElementsOf(keys);
        });
    }

    private static void collectObjects(JsonNode reference, Consumer<JsonNode> to) {
        JsonNode schema = followed(reference);
        if (schema.path("type").asText().equals("object")) {
            to.accept(schema);
        }
        schema.path("properties").forEach(property -> collectObjects(property, to));
        if (schema.has("items")) {
            collectObjects(schema.path("items"), to);
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void examplesMatchTheContract(Documented response) {
        List<JsonNode> bodies = new ArrayList<>();
        response.response()
                .at("/content/application~1json/examples")
                .forEach(example -> bodies.add(example.path("value")));
        if (bodies.isEmpty()) {
            bodies.add(response.status() == 304 ? NullNode.getInstance() : example(response.schema()));
        }
        assertThat(bodies).allSatisfy(body -> assertThat(
                        problems(response.method(), response.called(), response.status(), body.isNull() ? null : body))
                .isEmpty());
    }
}
