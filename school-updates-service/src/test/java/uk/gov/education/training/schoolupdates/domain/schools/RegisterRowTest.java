package uk.gov.education.training.schoolupdates.domain.schools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.events.School.Status;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Verdict;

class RegisterRowTest {

    private static final Map<RegisterColumn, String> ROW = Map.of(
            RegisterColumn.URN, "100001",
            RegisterColumn.NAME, "St  Aidan\u2019s School ",
            RegisterColumn.STATUS, "Open",
            RegisterColumn.TYPE, "Community school",
            RegisterColumn.PHASE, "Primary",
            RegisterColumn.POSTCODE, "LS1 1AA",
            RegisterColumn.MAIN_EMAIL, "office@aidan.example",
            RegisterColumn.ALTERNATIVE_EMAIL, "",
            RegisterColumn.SECTION_41, "Not applicable",
            RegisterColumn.DISTRICT, "E08000035");

    @Test
    void rowBecomesAnEntry() {
        assertThat(read(ROW))
                .isEqualTo(Verdict.accepted(new RegisterRow(
                        new RegisterEntry(
                                "100001",
                                "St Aidan\u2019s School",
                                Status.OPEN,
                                "Community school",
                                true,
                                false,
                                "Primary",
                                "LS1 1AA",
                                "office@aidan.example",
                                null),
                        List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Open|OPEN",
                "open|OPEN",
                "Closed|CLOSED",
                "Open, but proposed to close|PROPOSED_TO_CLOSE",
                "Proposed to open|PROPOSED_TO_OPEN"
            })
    void statusesAreThoseOfTheRegister(String text, Status status) {
        assertThat(entry(with(RegisterColumn.STATUS, text)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"E09000001, true", "e06000047, true", "9999, true", "W06000015, false", "S12000036, false", "'', false"
    })
    void districtTellsWhetherTheSchoolIsInEngland(String district, boolean inEngland) {
        assertThat(entry(with(RegisterColumn.DISTRICT, district)).inEngland()).isEqualTo(inEngland);
    }

    @ParameterizedTest
    @CsvSource({"Approved, true", "approved, true", "Not approved, false", "Not applicable, false", "'', false"})
    void section41IsApprovedOrNot(String text, boolean approved) {
        assertThat(entry(with(RegisterColumn.SECTION_41, text)).section41Approved())
                .isEqualTo(approved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "12.5", "-1", "0", "0100001", "123456789", "１００００１"})
    void urnMustBeANumber(String urn) {
        assertThat(refusedFields(with(RegisterColumn.URN, urn))).containsExactly("URN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00ad", "two\nlines"})
    void nameMustBeText(String name) {
        assertThat(refusedFields(with(RegisterColumn.NAME, name))).containsExactly("EstablishmentName");
    }

    @Test
    void nameMustNotBeEndless() {
        assertThat(refusedFields(with(RegisterColumn.NAME, "n".repeat(256)))).containsExactly("EstablishmentName");
        assertThat(read(with(RegisterColumn.NAME, "n".repeat(255)))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void everythingThatIsWrongIsTold() {
        Map<RegisterColumn, String> row = new EnumMap<>(RegisterColumn.class);
        ROW.keySet().forEach(column -> row.put(column, ""));

        assertThat(refusedFields(row))
                .containsExactly(
                        "URN", "EstablishmentName", "EstablishmentStatus (name)", "TypeOfEstablishment (name)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "office@", "office at school.example", "a@b", "a@b.example; c@d.example"})
    void emailThatIsNoneIsLeftOutAndTheSchoolStays(String email) {
        RegisterRow row = row(with(RegisterColumn.MAIN_EMAIL, email));

        assertThat(row.entry().primaryContactEmail()).isNull();
        assertThat(row.notes()).containsExactly("MainEmail is left out: it is not an email address.");
    }

    @Test
    void textThatCanNotBeStoredIsLeftOut() {
        RegisterEntry entry = entry(with(RegisterColumn.PHASE, "a\u0000b"));

        assertThat(entry.phase()).isNull();
    }

    private static Map<RegisterColumn, String> with(RegisterColumn column, String text) {
        Map<RegisterColumn, String> row = new EnumMap<>(ROW);
        row.put(column, text);
        return row;
    }

    private static Verdict<RegisterRow> read(Map<RegisterColumn, String> row) {
        return RegisterRow.read(row::get);
    }

    private static RegisterEntry entry(Map<RegisterColumn, String> row) {
        return row(row).entry();
    }

    private static RegisterRow row(Map<RegisterColumn, String> row) {
        return switch (read(row)) {
            case Verdict.Accepted<RegisterRow>(RegisterRow accepted) -> accepted;
            case Verdict.Refused<RegisterRow> refused -> throw new AssertionError(refused);
        };
    }

    private static List<String> refusedFields(Map<RegisterColumn, String> row) {
        return switch (read(row)) {
            case Verdict.Accepted<RegisterRow> accepted -> throw new AssertionError(accepted);
            case Verdict.Refused<RegisterRow>(List<Reason> reasons) ->
                reasons.stream().map(Reason::field).toList();
        };
    }
}
