package uk.gov.education.training.schoolupdates.reference.register;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedFileTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String ALL_COLUMNS = "URN,EstablishmentName,EstablishmentStatus (name),"
            + "TypeOfEstablishment (name),PhaseOfEducation (name),Postcode,MainEmail,AlternativeEmail,"
            + "Section41Approved (name),DistrictAdministrative (code)";

    @Test
    void registersOwnEncodingIsWindows1252() throws IOException {
        assertThat(firstName("100001,St Mary’s École".getBytes(WINDOWS_1252))).isEqualTo("St Mary’s École");
    }

    @Test
    void fileThatASpreadsheetSavedIsUtf8() throws IOException {
        assertThat(firstName("100001,St Mary’s École".getBytes(UTF_8))).isEqualTo("St Mary’s École");
    }

    @ParameterizedTest
    @ValueSource(ints = {8_190, 8_191, 8_192, 8_193, 65_534, 65_535, 65_536})
    void characterMayStraddleTheParts(int before) throws IOException {
        byte[] text = ("x".repeat(before) + "é’").getBytes(UTF_8);

        assertThat(charset(text)).isEqualTo(UTF_8);
        assertThat(charset(Arrays.copyOf(text, text.length - 1))).isEqualTo(WINDOWS_1252);
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        List<String> columns = List.of(ALL_COLUMNS.split(","));
        String file = "Unused," + String.join(",", columns.reversed()) + "\nx" + ",".repeat(9) + "School,100001";

        try (RegisterFile register = open(file.getBytes(US_ASCII))) {
            assertThat(register.missingColumns()).isEmpty();
            assertThat(register.kind()).isEqualTo(RegisterFile.Kind.SCHOOLS);
            assertThat(register.next()).isInstanceOfSatisfying(CsvRows.Row.Fields.class, row -> {
                assertThat(register.text(row, "URN")).isEqualTo("100001");
                assertThat(register.text(row, "EstablishmentName")).isEqualTo("School");
            });
        }
    }

    @Test
    void missingColumnsAreNamed() throws IOException {
        try (RegisterFile register =
                open(ALL_COLUMNS.replace("EstablishmentName,", "").getBytes(US_ASCII))) {
            assertThat(register.missingColumns()).containsExactly("EstablishmentName");
        }
        try (RegisterFile register = open(ALL_COLUMNS.replace("Postcode,", "").getBytes(US_ASCII))) {
            assertThat(register.missingColumns()).as("an optional column").isEmpty();
        }
        try (RegisterFile links = open("URN,LinkURN,LinkName".getBytes(US_ASCII))) {
            assertThat(links.kind()).isEqualTo(RegisterFile.Kind.LINKS);
            assertThat(links.missingColumns()).containsExactly("LinkType");
        }
        try (RegisterFile empty = open(new byte[0])) {
            assertThat(empty.missingColumns()).contains("URN", "EstablishmentName");
        }
    }

    @Test
    void byteOrderMarkIsNotPartOfTheFirstColumn() throws IOException {
        try (RegisterFile register = open(("\uFEFF" + ALL_COLUMNS).getBytes(UTF_8))) {
            assertThat(register.missingColumns()).isEmpty();
        }
    }

    @Test
    void bodyThatBreaksOffLeavesNoFile() throws IOException {
        long before = temporaryFiles();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("broken");
            }
        };

        assertThatThrownBy(() -> ReceivedFile.of(broken)).isInstanceOf(IOException.class);
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("schools-register-"))
                    .count();
        }
    }

    private static Charset charset(byte[] bytes) throws IOException {
        ReceivedFile file = ReceivedFile.of(new ByteArrayInputStream(bytes));
        file.delete();
        return file.charset();
    }

    private static String firstName(byte[] row) throws IOException {
        byte[] header = "URN,EstablishmentName\n".getBytes(US_ASCII);
        byte[] all = new byte[header.length + row.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(row, 0, all, header.length, row.length);
        try (RegisterFile register = open(all)) {
            return register.text((CsvRows.Row.Fields) register.next(), "EstablishmentName");
        }
    }

    /** The file is open when it is deleted, which Unix allows. */
    private static RegisterFile open(byte[] bytes) throws IOException {
        ReceivedFile file = ReceivedFile.of(new ByteArrayInputStream(bytes));
        try {
            return RegisterFile.open(file);
        } finally {
            file.delete();
        }
    }
}
