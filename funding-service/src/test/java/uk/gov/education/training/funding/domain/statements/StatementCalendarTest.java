package uk.gov.education.training.funding.domain.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.gov.education.training.events.Statement.FeeType;

class StatementCalendarTest {

    @ParameterizedTest
    @EnumSource(Month.class)
    void outputsArePaidInJanuaryAprilAugustAndNovember(Month month) {
        assertThat(StatementCalendar.feeType(month) == FeeType.OUTPUT)
                .isEqualTo(month == Month.JANUARY
                        || month == Month.APRIL
                        || month == Month.AUGUST
                        || month == Month.NOVEMBER);
    }

    @ParameterizedTest(name = "{0}: until {1}, paid {2}")
    @CsvSource({
        "2025-11, 2025-10-31, 2025-11-25",
        "2026-01, 2025-12-31, 2026-01-25",
        "2026-03, 2026-02-28, 2026-03-25",
        "2028-03, 2028-02-29, 2028-03-25",
        "2026-05, 2026-04-30, 2026-05-25"
    })
    void deadlineIsTheEndOfThePreviousMonth(YearMonth month, LocalDate deadline, LocalDate payment) {
        assertThat(StatementCalendar.deadlineDate(month)).isEqualTo(deadline);
        assertThat(StatementCalendar.paymentDate(month)).isEqualTo(payment);
    }

    @Test
    void contractPeriodHasMonthlyStatementsFromNovemberToTheThirdAugust() {
        assertThat(StatementCalendar.months(2025))
                .startsWith(YearMonth.of(2025, 11), YearMonth.of(2025, 12), YearMonth.of(2026, 1))
                .endsWith(YearMonth.of(2028, 7), YearMonth.of(2028, 8))
                .hasSize(34)
                .doesNotHaveDuplicates()
                .isSorted();
    }
}
