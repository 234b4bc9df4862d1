package uk.gov.education.training.providerapi.domain.reference;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;

/** How a school's participants of a cohort are trained, as far as the school has registered any. */
public enum InductionProgrammeChoice {
    SCHOOL_LED,
    PROVIDER_LED,
    NOT_YET_KNOWN;

    /**
     * Applies the first rule that matches, in this order: a lead provider trains a mentor in the cohort, or is expected
     * to; a lead provider trains an ECT of the cohort at this school, in whatever cohort; there are ECTs of the cohort.
     *
     * @param trainings at one school
     */
    static InductionProgrammeChoice of(ContractPeriod cohort, List<SchoolTraining> trainings) {
        if (trainings.stream().anyMatch(training -> training.role() == Role.MENTOR && training.isIn(cohort.year()))) {
            return PROVIDER_LED;
        }
        Set<UUID> ofCohort = schoolPeriods(trainings, training -> isOf(cohort, training));
        if (ofCohort.isEmpty()) {
            return NOT_YET_KNOWN;
        }
        return schoolPeriods(trainings, SchoolTraining::isProviderLed).stream().anyMatch(ofCohort::contains)
                ? PROVIDER_LED
                : SCHOOL_LED;
    }

    private static boolean isOf(ContractPeriod cohort, SchoolTraining training) {
        return training.isProviderLed() ? training.isIn(cohort.year()) : cohort.contains(training.startedOn());
    }

    private static Set<UUID> schoolPeriods(List<SchoolTraining> trainings, Predicate<SchoolTraining> wanted) {
        return trainings.stream()
                .filter(training -> training.role() == Role.ECT)
                .filter(wanted)
                .map(SchoolTraining::schoolPeriodId)
                .collect(toSet());
    }
}
