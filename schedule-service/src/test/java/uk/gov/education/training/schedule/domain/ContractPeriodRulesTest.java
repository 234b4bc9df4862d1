package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.schedule.domain.Given.contractPeriod;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Milestone;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** Contract periods that open and freeze, and training that waits for them. */
class ContractPeriodRulesTest {

    private static final Instant NOW = Instant.parse("2027-02-01T09:00:00Z");
    private static final List<ContractPeriod> UNTIL_2026 =
            List.of(contractPeriod(2025, "ecf-standard-april"), contractPeriod(2026, "ecf-standard-april"));

    @ParameterizedTest
    @CsvSource({
        "2027, 2027-05-31, true",
        "2027, 2027-06-01, false",
        "2028, 2027-05-31, false",
        "2026, 2025-01-01, false",
        "2024, 2023-01-01, false",
    })
    void contractPeriodOpensBeforeItBeginsAfterTheOneBeforeAndOnce(int year, LocalDate today, boolean opens) {
        assertThat(NextContractPeriod.whyNot(year, UNTIL_2026, today).isEmpty()).isEqualTo(opens);
    }

    @Test
    void everyDateOfTheCopyIsAYearLaterLeapDaysIncluded() {
        ContractPeriod leap = withMilestone("2028-02-29", "2028-03-31");

        assertThat(NextContractPeriod.of(List.of(leap), leap.year() + 1).schedules())
                .containsExactly(new Schedule(
                        "ecf-standard-april",
                        List.of(new Milestone(
                                "started", LocalDate.parse("2029-02-28"), LocalDate.parse("2029-03-31")))));
    }

    @Test
    void copyOfAClosedCohortIsOpen() {
        ContractPeriod closed = PaymentFreeze.frozen(UNTIL_2026.getLast(), NOW);

        assertThat(NextContractPeriod.of(List.of(closed), 2027).paymentsFrozenAt())
                .isNull();
    }

    private static ContractPeriod withMilestone(String start, String end) {
        ContractPeriod plain = contractPeriod(2027);
        return new ContractPeriod(
                plain.year(),
                plain.startedOn(),
                plain.finishedOn(),
                true,
                null,
                true,
                true,
                false,
                List.of(new Schedule(
                        "ecf-standard-april",
                        List.of(new Milestone("started", LocalDate.parse(start), LocalDate.parse(end))))));
    }

    @Test
    void paymentsFreezeNowOrLaterAndForGood() {
        ContractPeriod open = UNTIL_2026.getLast();

        assertThat(PaymentFreeze.whyNot(open, NOW, NOW)).isEmpty();
        assertThat(PaymentFreeze.whyNot(open, NOW.plusSeconds(1), NOW)).isEmpty();
        assertThat(PaymentFreeze.whyNot(open, NOW.minusSeconds(1), NOW)).isPresent();
        assertThat(PaymentFreeze.whyNot(PaymentFreeze.frozen(open, NOW), NOW.plusSeconds(1), NOW))
                .isPresent();
        assertThat(PaymentFreeze.whyNot(PaymentFreeze.frozen(open, NOW.plusSeconds(9)), NOW.plusSeconds(1), NOW))
                .isEmpty();
    }

    // what operations are told

    @Test
    void operationsAreToldHowManyTrainingsWaitAndWhy() {
        assertThat(UnassignedTraining.detail(
                        Map.of(AssignmentReason.NO_SUCH_SCHEDULE, 1L, AssignmentReason.NO_SUCH_CONTRACT_PERIOD, 2L)))
                .isEqualTo("3 trainings have no schedule: 2 no-such-contract-period, 1 no-such-schedule."
                        + " They are at /api/v1/unassigned-schedules.");
        assertThat(UnassignedTraining.all(Map.of())).isZero();
    }
}
