package uk.gov.education.training.testsupport;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.ContractPeriod.Schedule;
import uk.gov.education.training.events.ContractPeriodBuilder;

/** Contract periods, as schedule-service publishes them. Change them with their {@code with} methods. */
public final class ContractPeriodFixtures {

    private ContractPeriodFixtures() {}

    /** A contract period that is open for payments, without uplift fees. Its schedules have no milestones. */
    public static ContractPeriod contractPeriod(int year, String... schedules) {
        return ContractPeriodBuilder.builder()
                .year(year)
                .startedOn(LocalDate.of(year, 6, 1))
                .finishedOn(LocalDate.of(year + 1, 5, 31))
                .enabled(true)
                .mentorFundingEnabled(true)
                .detailedEvidenceTypesEnabled(true)
                .upliftFeesEnabled(false)
                .schedules(Arrays.stream(schedules)
                        .map(identifier -> new Schedule(identifier, List.of()))
                        .toList())
                .build();
    }
}
