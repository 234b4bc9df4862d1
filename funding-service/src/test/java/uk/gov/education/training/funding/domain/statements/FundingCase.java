package uk.gov.education.training.funding.domain.statements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import uk.gov.education.training.events.Json;

/**
 * A worked example of a payment calculation.
 *
 * @param area of the rules, which decides the meaning of the inputs
 * @param implementation that the example was taken from
 */
record FundingCase(String id, String area, String implementation, String title, JsonNode inputs, JsonNode expected) {

    /** The system property with another file of cases: an absolute path, or relative to the project. */
    static final String FILE = "funding.cases";

    private static final Path OWN = Path.of("src/test/resources/funding_cases.json");

    static List<FundingCase> all() {
        String file = System.getProperty(FILE, "");
        return read(file.isBlank() ? OWN : resolve(Path.of(file)));
    }

    /** Surefire runs in the module, so also look for the file in the project folder above it. */
    private static Path resolve(Path file) {
        Path fromProject = Path.of("..").resolve(file);
        return !Files.exists(file) && Files.exists(fromProject) ? fromProject : file;
    }

    static List<FundingCase> read(Path file) {
        try {
            return Json.MAPPER
                    .readTree(file.toFile())
                    .path("cases")
                    .valueStream()
                    .map(FundingCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read cases from " + file.toAbsolutePath(), e);
        }
    }

    private static FundingCase of(JsonNode node) {
        return new FundingCase(
                node.path("id").asText(),
                node.path("area").asText(),
                node.path("implementation").asText(),
                node.path("title").asText(),
                node.path("inputs"),
                node.path("expected"));
    }

    /** Treats a null as a missing value. */
    static JsonNode given(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    @Override
    public String toString() {
        return id + ' ' + title;
    }
}
