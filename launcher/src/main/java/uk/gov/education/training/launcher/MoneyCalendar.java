package uk.gov.education.training.launcher;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The days on which the declarations of an open cohort reach their states, by the sandbox clock. The last statements of
 * cohort 2026 lie after those that docs/walk-through.md settles.
 *
 * @param registeredOn when the participants are registered
 * @param declaredOn when the first declarations are submitted
 * @param firstStatement pays for the first declarations
 * @param voidedOn when the declaration is voided that will be clawed back
 * @param secondStatement claws it back
 * @param payableOn when the declaration is submitted that becomes payable, and another one is voided
 * @param thirdStatement is payable, and not paid
 * @param eligibleOn when the declaration is submitted that stays eligible
 */
record MoneyCalendar(
        int cohort,
        LocalDate registeredOn,
        LocalDate declaredOn,
        YearMonth firstStatement,
        LocalDate voidedOn,
        YearMonth secondStatement,
        LocalDate payableOn,
        YearMonth thirdStatement,
        LocalDate eligibleOn) {

    /** The cohorts with a statement whose deadline has not passed. */
    static final List<MoneyCalendar> ALL = List.of(
            new MoneyCalendar(
                    2024,
                    LocalDate.of(2024, 9, 2),
                    LocalDate.of(2024, 11, 11),
                    YearMonth.of(2025, 1),
                    LocalDate.of(2025, 2, 10),
                    YearMonth.of(2025, 4),
                    LocalDate.of(2026, 10, 12),
                    YearMonth.of(2026, 11),
                    LocalDate.of(2027, 5, 10)),
            new MoneyCalendar(
                    2025,
                    LocalDate.of(2025, 9, 1),
                    LocalDate.of(2025, 11, 10),
                    YearMonth.of(2026, 1),
                    LocalDate.of(2026, 2, 9),
                    YearMonth.of(2026, 4),
                    LocalDate.of(2026, 10, 12),
                    YearMonth.of(2026, 11),
                    LocalDate.of(2028, 2, 7)),
            new MoneyCalendar(
                    2026,
                    LocalDate.of(2026, 9, 1),
                    LocalDate.of(2026, 10, 5),
                    YearMonth.of(2026, 11),
                    LocalDate.of(2026, 12, 7),
                    YearMonth.of(2027, 1),
                    LocalDate.of(2027, 12, 6),
                    YearMonth.of(2028, 1),
                    LocalDate.of(2028, 2, 7)));

    /** The day of the training that is declared. */
    LocalDate startedOn() {
        return LocalDate.of(cohort, 10, 1);
    }
}
