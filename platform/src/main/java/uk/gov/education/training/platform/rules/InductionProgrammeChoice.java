package uk.gov.education.training.platform.rules;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Role;

/**
 * How a school's participants of a cohort are trained, as far as the school has registered any. The owner of
 * partnerships decides by it, and lead providers see it.
 */
public enum InductionProgrammeChoice {
    SCHOOL_LED,
    PROVIDER_LED,
    NOT_YET_KNOWN;

    /** Training at a school that takes place: past, current or in the future. */
    public interface SchoolTraining {

        Role role();

        UUID schoolPeriodId();

        LocalDate startedOn();

        /** Whether a lead provider trains, or is expected to. If not, the school leads the training itself. */
        boolean isProviderLed();

        /** Whether provider-led training is or was in a cohort. */
        boolean isIn(int cohort);
    }

    /**
     * Applies the first rule that matches, in this order: a lead provider trains a mentor in the cohort, or is expected
     * to; a lead provider trains an ECT of the cohort at this school, in whatever cohort; there are ECTs of the cohort.
     *
     * @param trainings all at one school
     */
    public static InductionProgrammeChoice of(ContractPeriod cohort, Collection<? extends SchoolTraining> trainings) {
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

    private static Set<UUID> schoolPeriods(
            Collection<? extends SchoolTraining> trainings, Predicate<SchoolTraining> wanted) {
        return trainings.stream()
                .filter(training -> training.role() == Role.ECT)
                .filter(wanted)
                .map(SchoolTraining::schoolPeriodId)
                .collect(toSet());
    }
}
