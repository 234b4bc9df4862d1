package uk.gov.education.training.providerapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.providerapi.testing.ContractCheck;
import uk.gov.education.training.testsupport.ServiceIT;

/** Serves the contract to lead providers, and nothing else without a token. */
@ServiceIT
class ApiDocsIT {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode contract() throws IOException {
        return YAML.readTree(given().get("/api/docs/v3/swagger.yaml").asByteArray());
    }

    @Test
    void contractIsPublicAndServedUnchanged() throws IOException {
        Response served = given().get("/api/docs/v3/swagger.yaml");

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).isEqualTo("application/yaml");
        try (InputStream written = ApiDocsIT.class.getResourceAsStream(ContractCheck.CONTRACT)) {
            assertThat(served.asByteArray()).isEqualTo(written.readAllBytes());
        }
    }

    @Test
    void docsPageShowsTheContractFirst() {
        for (String path : List.of("/api/docs", "/api/docs/", "/q/swagger-ui")) {
            Response page = given().get(path);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.contentType()).startsWith("text/html");
            assertThat(page.asString())
                    .contains("\"/api/docs/v3/swagger.yaml\"")
                    .containsPattern("primaryName\": *'Lead provider API v3'")
                    .contains("validatorUrl: 'none'")
                    .doesNotContain("https://");
        }
        assertThat(given().get("/q/swagger-ui/swagger-ui-bundle.js").statusCode())
                .isEqualTo(200);
    }

    /** Removes examples, because YAML writers may write their dates as dates or as text. */
    @Test
    void openApiHasTheContractAndTheOtherResources() throws IOException {
        JsonNode generated = YAML.readTree(given().get("/q/openapi").asByteArray());
        JsonNode contract = contract();

        contract.path("paths").properties().forEach(path -> assertThat(
                        withoutExamples(generated.path("paths").path(path.getKey())))
                .isEqualTo(withoutExamples(path.getValue())));
        contract.path("components")
                .properties()
                .forEach(kind -> kind.getValue().properties().forEach(part -> assertThat(withoutExamples(
                                generated.path("components").path(kind.getKey()).path(part.getKey())))
                        .isEqualTo(withoutExamples(part.getValue()))));
        assertThat(generated.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .filteredOn(path -> !contract.path("paths").has(path))
                .contains("/api/v1/lead-providers/{lead_provider_id}/tokens", "/api/v1/dead-letters")
                .allSatisfy(path -> assertThat(path).startsWith("/api/v1/"));
    }

    private static JsonNode withoutExamples(JsonNode node) {
        JsonNode copy = node.deepCopy();
        copy.findParents("example").forEach(parent -> ((ObjectNode) parent).remove("example"));
        copy.findParents("examples").forEach(parent -> ((ObjectNode) parent).remove("examples"));
        return copy;
    }

    /** Tests need not register the contract check. Without it, this response would pass. */
    @Test
    void answerThatBreaksTheContractFailsTheTest() {
        Response wrong = new ResponseBuilder()
                .setStatusCode(200)
                .setContentType("application/json")
                .setBody("{\"data\": 1}".getBytes(UTF_8))
                .build();

        assertThatThrownBy(() ->
                        given().filter((request, expected, context) -> wrong).get("/api/v3/participants"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/v3/participants answered 200");
        assertThat(given().filter((request, expected, context) -> wrong)
                        .get("/api/v1/anything")
                        .statusCode())
                .isEqualTo(200);
    }
}
