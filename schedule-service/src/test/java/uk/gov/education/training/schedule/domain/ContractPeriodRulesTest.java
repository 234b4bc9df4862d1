package uk.gov.education.training.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.gov.education.training.testsupport.ContractPeriodFixtures.contractPeriod;

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
import uk.gov.education.training.platform.rules.Verdict;

/** The rules for opening contract periods and freezing payments. */
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
    void contractPeriodCanBeOpenedOnceBeforeItBeginsAfterThePreviousOne(int year, LocalDate today, boolean opens) {
        assertThat(NextContractPeriod.decide(year, UNTIL_2026, today))
                .isInstanceOf(opens ? Verdict.Accepted.class : Verdict.Refused.class);
    }

    @Test
    void everyDateOfTheCopyIsAYearLaterLeapDaysIncluded() {
        ContractPeriod leap = withMilestone("2028-02-29", "2028-03-31");

        assertThat(NextContractPeriod.copyOf(leap).schedules())
                .containsExactly(new Schedule(
                        "ecf-standard-april",
                        List.of(new Milestone(
                                "started", LocalDate.parse("2029-02-28"), LocalDate.parse("2029-03-31")))));
    }

    @Test
    void copyOfAClosedCohortIsNotFrozen() {
        ContractPeriod closed = UNTIL_2026.getLast().withPaymentsFrozenAt(NOW);

        assertThat(NextContractPeriod.copyOf(closed).paymentsFrozenAt()).isNull();
    }

    private static ContractPeriod withMilestone(String start, String end) {
        return contractPeriod(2027)
                .withSchedules(List.of(new Schedule(
                        "ecf-standard-april",
                        List.of(new Milestone("started", LocalDate.parse(start), LocalDate.parse(end))))));
    }

    @Test
    void paymentsCanBeFrozenNowOrLaterForGood() {
        ContractPeriod open = UNTIL_2026.getLast();

        assertThat(PaymentFreeze.decide(open, NOW, NOW)).isEqualTo(Verdict.accepted(open.withPaymentsFrozenAt(NOW)));
        assertThat(PaymentFreeze.decide(open, NOW.plusSeconds(1), NOW)).isInstanceOf(Verdict.Accepted.class);
        assertThat(PaymentFreeze.decide(open, NOW.minusSeconds(1), NOW)).isInstanceOf(Verdict.Refused.class);
        assertThat(PaymentFreeze.decide(open.withPaymentsFrozenAt(NOW), NOW.plusSeconds(1), NOW))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(PaymentFreeze.decide(open.withPaymentsFrozenAt(NOW.plusSeconds(9)), NOW.plusSeconds(1), NOW))
                .isInstanceOf(Verdict.Accepted.class);
    }

    // Training without a schedule

    @Test
    void detailHasTheNumberOfTrainingsByReason() {
        assertThat(UnassignedTraining.detail(
                        Map.of(AssignmentReason.NO_SUCH_SCHEDULE, 1L, AssignmentReason.NO_SUCH_CONTRACT_PERIOD, 2L)))
                .isEqualTo("3 trainings have no schedule: 2 no-such-contract-period, 1 no-such-schedule."
                        + " They are at /api/v1/unassigned-schedules.");
        assertThat(UnassignedTraining.total(Map.of())).isZero();
    }
}
