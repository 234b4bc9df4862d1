package uk.gov.education.training.funding.domain.statements;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import uk.gov.education.training.events.Statement.FeeType;

/** The calendar of statements: their months, fee types, deadlines and payment dates. */
public final class StatementCalendar {

    private static final int DAY_OF_PAYMENT = 25;

    private StatementCalendar() {}

    /** The months with a statement: from November of the contract period's year to August three years later. */
    public static List<YearMonth> months(int contractPeriod) {
        YearMonth last = YearMonth.of(contractPeriod + 3, Month.AUGUST);
        return Stream.iterate(
                        YearMonth.of(contractPeriod, Month.NOVEMBER),
                        month -> !month.isAfter(last),
                        month -> month.plusMonths(1))
                .toList();
    }

    /** Declarations are paid for four times a year, the service fee every month. */
    public static FeeType feeType(Month month) {
        return switch (month) {
            case JANUARY, APRIL, AUGUST, NOVEMBER -> FeeType.OUTPUT;
            case FEBRUARY, MARCH, MAY, JUNE, JULY, SEPTEMBER, OCTOBER, DECEMBER -> FeeType.SERVICE;
        };
    }

    /** The last day for declarations on the statement: the last day of the month before. */
    public static LocalDate deadlineDate(YearMonth month) {
        return month.minusMonths(1).atEndOfMonth();
    }

    public static LocalDate paymentDate(YearMonth month) {
        return month.atDay(DAY_OF_PAYMENT);
    }
}
