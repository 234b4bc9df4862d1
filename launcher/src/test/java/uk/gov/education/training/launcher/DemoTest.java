package uk.gov.education.training.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    private static final UUID PARTNERSHIP = UUID.fromString("6a1f0a52-4b53-4d0b-9a2c-0d8c5f0e7a11");

    @TempDir
    Path directory;

    private Demo demo;

    @BeforeEach
    void create() {
        demo = Demo.create(
                        "127.0.0.1:19092",
                        "postgresql://postgres:postgres@127.0.0.1:15432",
                        service -> "http://127.0.0.1:" + service.port())
                .withPartnerships(List.of(
                        Demo.Partnership.of(PARTNERSHIP, DemoData.partnerships().getFirst())));
    }

    @Test
    void theFileHasTheShapeThatToolsRelyOn() throws Exception {
        // When
        demo.write(directory.resolve("demo.json"));

        // Then
        var json = new JsonMapper().readTree(directory.resolve("demo.json").toFile());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "provider_api",
                        "school_updates",
                        "schedules",
                        "funding",
                        "operations_console",
                        "kafka",
                        "postgres",
                        "lead_providers",
                        "delivery_partners",
                        "schools",
                        "partnerships",
                        "tokens");
        assertThat(json.path("lead_providers").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "name", "token");
        assertThat(json.path("partnerships").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "lead_provider_id", "delivery_partner_id", "school_urn", "cohort");
        assertThat(json.path("tokens").fieldNames())
                .toIterable()
                .containsExactly("school", "appropriate-body", "support", "finance", "operations");
    }

    @Test
    void tokensSurviveTheFile() {
        // When
        demo.write(directory.resolve("demo.json"));

        // Then
        assertThat(Demo.read(directory.resolve("demo.json"))).isEqualTo(demo);
    }

    @Test
    void onlyItsOwnerReadsTheFile() throws Exception {
        // When
        demo.write(directory.resolve("demo.json"));

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("demo.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void tokensAreLongAndAllDifferent() {
        assertThat(demo.leadProviders().stream().map(Demo.LeadProvider::token))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).matches("[A-Za-z0-9_-]{43}"));
    }
}
