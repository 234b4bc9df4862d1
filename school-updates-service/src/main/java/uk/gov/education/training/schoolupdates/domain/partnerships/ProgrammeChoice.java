package uk.gov.education.training.schoolupdates.domain.partnerships;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;

/** The induction programme that a school has chosen for a cohort, as its registrations show it. */
public enum ProgrammeChoice {
    SCHOOL_LED,
    PROVIDER_LED,
    NOT_YET_KNOWN;

    /**
     * Returns the school's choice for a cohort. Mentors in training show that it is provider-led. Otherwise the school
     * periods of ECTs with training in the cohort decide: one that ever was provider-led makes the choice provider-led.
     *
     * @param trainings all training at the school that takes place
     */
    public static ProgrammeChoice of(ContractPeriod cohort, Collection<TrainingAtSchool> trainings) {
        if (trainings.stream().anyMatch(training -> training.role() == Role.MENTOR && training.isIn(cohort.year()))) {
            return PROVIDER_LED;
        }
        Set<UUID> schoolPeriods = ects(trainings)
                .filter(training -> training.isIn(cohort.year()) || training.isSchoolLedDuring(cohort))
                .map(TrainingAtSchool::schoolPeriodId)
                .collect(toSet());
        Predicate<TrainingAtSchool> within = training -> schoolPeriods.contains(training.schoolPeriodId());
        if (ects(trainings).filter(within).anyMatch(TrainingAtSchool::isProviderLed)) {
            return PROVIDER_LED;
        }
        return schoolPeriods.isEmpty() ? NOT_YET_KNOWN : SCHOOL_LED;
    }

    private static Stream<TrainingAtSchool> ects(Collection<TrainingAtSchool> trainings) {
        return trainings.stream().filter(training -> training.role() == Role.ECT);
    }
}
