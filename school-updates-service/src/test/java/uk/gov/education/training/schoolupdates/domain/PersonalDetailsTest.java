package uk.gov.education.training.schoolupdates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDetailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0000001", "1234567"})
    void trnIsSevenDigits(String trn) {
        assertThat(PersonalDetails.trn(trn)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "12345678", "12E4567", "RP1234567", "１２３４５６７", "1234567\n"})
    void otherTextIsNoTrn(String trn) {
        assertThat(PersonalDetails.trn(trn)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "Siân O’Brien-Ó Súilleabháin", "  padded  ", "王小明"})
    void namesOfAllKindsAreAccepted(String name) {
        assertThat(PersonalDetails.fullName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Ada\nLovelace", "Ada\u0000"})
    void namesHaveOneLine(String name) {
        assertThat(PersonalDetails.fullName(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0\u2003",
                "\t",
                "\u200B",
                "\u200D\u200C",
                "\uFEFF",
                "\u2060",
                "\u3164",
                "\u00AD",
                "\u0301",
                "\u2028"
            })
    void invisibleNameIsRefused(String name) {
        assertThat(PersonalDetails.fullName(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada\uD83D",
                "\uDE00Ada",
                "Ada\u0007",
                "Ada\u001B[31m",
                "Ada\u007F",
                "Ada\u0085Lovelace",
                "Ada\u2028Lovelace",
                "Ada\u202ELovelace",
                "Ada\u2066Lovelace",
                "Ada\u200FLovelace",
                "Ada\uFFFE"
            })
    void controlAndIncompleteCharactersAreRefused(String name) {
        assertThat(PersonalDetails.fullName(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada\u00A0Lovelace", "Ada \u2003 Lovelace", "Ada\tLovelace", "می\u200Cخواهم", "𝒜da 😀"})
    void anyWhiteSpaceAndWholeCharactersAreAccepted(String name) {
        assertThat(PersonalDetails.fullName(name)).isEmpty();
    }

    @Test
    void lengthOfANameIsInCharacters() {
        assertThat(PersonalDetails.fullName("😀".repeat(70))).isEmpty();
        assertThat(PersonalDetails.fullName("😀".repeat(71))).isPresent();
        assertThat(PersonalDetails.fullName("a" + " ".repeat(100) + "b")).isEmpty();
    }

    @Test
    void whiteSpaceAroundAnEmailIsRemoved() {
        assertThat(PersonalDetails.email("\u00A0a@b.co\u200B")).isEmpty();
        assertThat(PersonalDetails.email("a@b.co\uD83D")).isPresent();
        assertThat(PersonalDetails.email("a\u00A0b@b.co")).isPresent();
    }

    @Test
    void nameHasAtMost70Characters() {
        assertThat(PersonalDetails.fullName("a".repeat(70))).isEmpty();
        assertThat(PersonalDetails.fullName("a".repeat(71))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "first.last+tag@sub.school.sch.uk",
                "o'brien@school.example",
                "UPPER@SCHOOL.EXAMPLE",
                "a@xn--bcher-kva.example",
                "a@school-1.example"
            })
    void emailsThatCanBeDeliveredAreAccepted(String email) {
        assertThat(PersonalDetails.email(email)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@school.example",
                "a@",
                "a@school",
                "a@school..example",
                "a..b@school.example",
                ".a@school.example",
                "a.@school.example",
                "a b@school.example",
                "a@-school.example",
                "a@school-.example",
                "a@school.e",
                "a@school.123",
                "a@b@school.example",
                "a@school.example\nbcc: b@school.example"
            })
    void otherTextIsNoEmail(String email) {
        assertThat(PersonalDetails.email(email)).isPresent();
    }

    @Test
    void emailHasAtMost254Characters() {
        String domain = ("d".repeat(60) + ".").repeat(3) + "example";
        String longest = "a".repeat(254 - 1 - domain.length()) + "@" + domain;

        assertThat(PersonalDetails.email(longest)).isEmpty();
        assertThat(PersonalDetails.email("a" + longest)).isPresent();
    }
}
