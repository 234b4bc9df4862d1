package uk.gov.education.training.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.gov.education.training.launcher.SchoolsRegister.Establishment;

class SchoolsRegisterTest {

    @Test
    void sameNumberGivesTheSameSchool() {
        assertThat(SchoolsRegister.invented(900_001, 300))
                .isEqualTo(SchoolsRegister.invented(900_001, 400).subList(0, 300));
    }

    @Test
    void nameDecidesTheKindOfSchool() {
        assertThat(SchoolsRegister.named("900007", "Goldenacre Academy").type()).isEqualTo("Academy converter");
        assertThat(SchoolsRegister.named("900008", "Heronsgate School").type()).isEqualTo("Community school");
    }

    @Test
    void fileHasTheRegistersFormAndEncoding() {
        List<Establishment> schools = SchoolsRegister.invented(900_001, 20);
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        SchoolsRegister.write(schools, file);

        List<String> lines = file.toString(SchoolsRegister.CHARSET).lines().toList();
        assertThat(lines).hasSize(21);
        assertThat(lines.getFirst().split(",")).hasSize(130).contains("\"URN\"", "\"MainEmail\"");
        assertThat(lines.get(8)).startsWith("900008,").contains("St Ren\u00e9e\u2019s");
    }
}
