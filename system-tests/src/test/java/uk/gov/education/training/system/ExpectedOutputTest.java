package uk.gov.education.training.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedOutputTest {

    private static final String SHOWN_ID = "fd286ec5-302b-4aeb-9769-002d3d5f614c";
    private static final String OTHER_SHOWN_ID = "a58ebb97-70a1-423d-a137-634702b8683e";
    private static final String ID = "7a90ccbc-f3a8-4368-9c73-68eb6b1e4fbc";
    private static final String OTHER_ID = "0c9ed890-d205-4ee9-a203-d439374beac3";

    private final ExpectedOutput expected = new ExpectedOutput();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a": 1}             | {"a":1}
                    2026-11-24T22:14:58Z | 2027-01-01T10:00:00.123Z
                    2027-02-08T09:00:00Z | 2027-02-08T09:00:00Z
                    {"a": …, "c": (3)}   | {"a":[1,2],"c":(3)}
                    """)
    void outputMatches(String shown, String printed) {
        assertThat(expected.matches(shown, printed)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a": 1}             | {"a":2}
                    2027-02-08T09:00:00Z | 2027-02-09T09:00:00Z
                    2026-11-24T22:14:58Z | yesterday
                    a                    | ab
                    '' | a
                    """)
    void outputDoesNotMatch(String shown, String printed) {
        assertThat(expected.matches(shown, printed)).isFalse();
    }

    @Test
    void idMatchesTheSameIdInEveryStep() {
        assertThat(expected.matches(SHOWN_ID + " " + SHOWN_ID, ID + " " + OTHER_ID))
                .isFalse();
        assertThat(expected.matches(SHOWN_ID + " " + SHOWN_ID, ID + " " + ID)).isTrue();
        assertThat(expected.matches(SHOWN_ID, OTHER_ID)).isFalse();
        assertThat(expected.matches(SHOWN_ID, ID)).isTrue();
    }

    @Test
    void twoIdsOfThePageDoNotMatchOneId() {
        assertThat(expected.matches(SHOWN_ID, ID)).isTrue();

        assertThat(expected.matches(OTHER_SHOWN_ID, ID)).isFalse();
    }
}
