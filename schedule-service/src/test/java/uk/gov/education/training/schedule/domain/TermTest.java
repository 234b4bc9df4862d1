package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {

    @ParameterizedTest(name = "{0} is in the {1} term")
    @CsvSource({
        "2025-06-01, SEPTEMBER",
        "2025-09-01, SEPTEMBER",
        "2025-10-31, SEPTEMBER",
        "2025-11-01, JANUARY",
        "2025-12-31, JANUARY",
        "2026-01-01, JANUARY",
        "2026-02-28, JANUARY",
        "2026-03-01, APRIL",
        "2026-05-31, APRIL",
        "2026-06-01, SEPTEMBER",
        // leap years
        "2024-02-28, JANUARY",
        "2024-02-29, JANUARY",
        "2024-03-01, APRIL",
        "2028-02-29, JANUARY",
        "2028-03-01, APRIL"
    })
    void termsMeetAtTheirBoundaryDays(LocalDate date, Term term) {
        assertThat(Term.startingOn(date)).isEqualTo(term);
    }
}
