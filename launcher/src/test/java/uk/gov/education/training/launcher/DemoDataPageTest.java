package uk.gov.education.training.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoDataPageTest {

    private static final Path PAGE = Path.of("../docs/demo-data.md");
    private static final Path EXPECTED = Path.of("target/demo-data.md");

    @Test
    void pageListsTheSituations() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(
                        0,
                        page.indexOf("## " + DemoData.LEAD_PROVIDERS.getFirst().name()))
                + DemoDataPage.situations();
        Files.writeString(EXPECTED, expected);

        assertThat(page)
                .as("Copy launcher/target/demo-data.md to docs/demo-data.md")
                .isEqualTo(expected);
    }
}
