package uk.gov.education.training.providerapi;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.providerapi.ContractFile.CONTRACT;
import static uk.gov.education.training.providerapi.ContractFile.example;
import static uk.gov.education.training.providerapi.ContractFile.problems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.providerapi.testing.ContractCheck;

/**
 * The published description covers eight operations of ours, and every response to them in any test is checked by it.
 */
class PublishedContractTest {

    private static final String ID = "5d0e3c52-7a41-4f0b-9f0e-2b6c8f1a4d17";

    /** An operation about which something is published. */
    record Published(String path, String method, JsonNode operation) {

        @Override
        public String toString() {
            return operation.path("operationId").asText();
        }
    }

    static List<Published> operations() throws IOException {
        List<Published> operations = new ArrayList<>();
        try (InputStream in = PublishedContractTest.class.getResourceAsStream(ContractCheck.PUBLISHED)) {
            new YAMLMapper()
                    .readTree(in)
                    .path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(operation -> !operation.getKey().equals("parameters"))
                            .forEach(operation -> operations.add(
                                    new Published(path.getKey(), operation.getKey(), operation.getValue()))));
        }
        return operations;
    }

    @Test
    void eightOperationsAreCovered() throws IOException {
        assertThat(operations()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void ourDescriptionHasEveryPublishedOperationWithItsCodes(Published published) {
        JsonNode ours = CONTRACT.path("paths").path(published.path()).path(published.method());

        assertThat(ours.path("operationId")).isEqualTo(published.operation().path("operationId"));
        List<String> codes = new ArrayList<>();
        published.operation().path("responses").fieldNames().forEachRemaining(codes::add);
        assertThat(codes)
                .contains("200", "401")
                .allSatisfy(code ->
                        assertThat(ours.path("responses").has(code)).as(code).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v3/partnerships/ | PartnershipResponse | participants_currently_training | \"2\"",
                "/api/v3/partnerships/ | PartnershipResponse | cohort | 2026",
                "/api/v3/partnerships/ | PartnershipResponse | delivery_partner_name | null",
                "/api/v3/schools/ | SchoolResponse | induction_programme_choice | \"school-led\"",
                "/api/v3/schools/ | SchoolResponse | in_partnership | null",
                "/api/v3/schools/ | SchoolResponse | postcode | \"LS1 1AA\"",
                "/api/v3/delivery-partners/ | DeliveryPartnerResponse | cohort | \"2026\"",
            })
    void valueThatIsNotAsPublishedIsReportedByBothDescriptions(String path, String schema, String name, String json)
            throws IOException {
        ObjectNode body = (ObjectNode) example(CONTRACT.at("/components/schemas/" + schema));
        assertThat(problems("GET", path + ID, 200, body)).isEmpty();

        ((ObjectNode) body.at("/data/attributes")).set(name, Json.MAPPER.readTree(json));

        assertThat(problems("GET", path + ID, 200, body)).hasSizeGreaterThan(1);
    }
}
