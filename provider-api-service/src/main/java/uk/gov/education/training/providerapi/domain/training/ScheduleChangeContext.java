package uk.gov.education.training.providerapi.domain.training;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Partnership;

/**
 * The facts that decide on a change of schedule, in addition to the participant's.
 *
 * @param contractPeriods all contract periods
 * @param partnerships of this lead provider with the participant's schools
 * @param declaredOn the London days on which this lead provider declared something about the participant
 */
public record ScheduleChangeContext(
        List<ContractPeriod> contractPeriods, List<Partnership> partnerships, List<LocalDate> declaredOn) {

    Optional<Integer> year(@Nullable String cohort) {
        return contractPeriods.stream()
                .map(ContractPeriod::year)
                .filter(year -> String.valueOf(year).equals(cohort))
                .findFirst();
    }

    Optional<ContractPeriod> contractPeriod(int year) {
        return contractPeriods.stream().filter(period -> period.year() == year).findFirst();
    }

    boolean isClosed(int cohort, Instant at) {
        return contractPeriod(cohort)
                .filter(period -> period.paymentsFrozen(at))
                .isPresent();
    }
}
