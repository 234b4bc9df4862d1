package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * Which cohort training is in, and why. Empty where the contract period that it would be is unknown.
 *
 * @param startedOn of the contract period
 */
record Cohort(int year, LocalDate startedOn, CohortReason reason) {

    /** Where ECTs go on whose cohort is closed. */
    private static final int AFTER_CLOSED = 2024;

    private static Cohort of(ContractPeriod period, CohortReason reason) {
        return new Cohort(period.year(), period.startedOn(), reason);
    }

    /**
     * Of an ECT whom a school registers: kept from the training until now if that is provider-led; by the starting date
     * otherwise. Whoever was last in provider-led training in a closed cohort goes on in 2024.
     */
    static Optional<Cohort> ofRegisteredEct(Participant ect, LocalDate startedOn, Setting setting) {
        Optional<Training> lastProviderLed = Periods.lastProviderLed(ect, Role.ECT);
        return closed(lastProviderLed, setting)
                ? afterClosed(setting)
                : Periods.latestTraining(ect, Role.ECT)
                        .filter(Training::isProviderLed)
                        .flatMap(training -> carriedOver(training, setting))
                        .or(() -> byStart(startedOn, setting));
    }

    /** Of a mentor whom a school registers: kept from earlier training, unless that cohort is closed. */
    static Optional<Cohort> ofRegisteredMentor(Participant mentor, LocalDate startedOn, Setting setting) {
        return Periods.lastProviderLed(mentor, Role.MENTOR)
                .filter(training -> !setting.isInClosedCohort(training))
                .flatMap(training -> carriedOver(training, setting))
                .or(() -> byStart(startedOn, setting));
    }

    /** Of an ECT whose training becomes provider-led: kept from earlier provider-led training, or by the date. */
    static Optional<Cohort> ofSwitchedEct(Participant ect, LocalDate startedOn, Setting setting) {
        Optional<Training> lastProviderLed = Periods.lastProviderLed(ect, Role.ECT);
        return closed(lastProviderLed, setting)
                ? afterClosed(setting)
                : lastProviderLed
                        .flatMap(training -> carriedOver(training, setting))
                        .or(() -> on(startedOn, setting));
    }

    /**
     * Of training that another lead provider takes over: the same. ECTs leave a closed cohort: for 2024 if their
     * training in it was confirmed, for today's cohort if it was only an expression of interest.
     */
    static Optional<Cohort> ofTakenOver(Training training, Setting setting) {
        if (training.role() == Role.MENTOR || !setting.isInClosedCohort(training)) {
            return carriedOver(training, setting);
        }
        return training.isConfirmed()
                ? afterClosed(setting)
                : on(setting.occasion().today(), setting);
    }

    /** The one that a date is in. */
    static Optional<Cohort> on(LocalDate date, Setting setting) {
        return setting.catalogue().containing(date).map(period -> of(period, CohortReason.STANDARD));
    }

    /** The one of the starting date, unless that is over or unknown: then the one of today. */
    private static Optional<Cohort> byStart(LocalDate startedOn, Setting setting) {
        Optional<Cohort> current = on(setting.occasion().today(), setting);
        return on(startedOn, setting)
                .filter(cohort ->
                        current.isEmpty() || cohort.year() >= current.get().year())
                .or(() -> current);
    }

    private static Optional<Cohort> carriedOver(Training training, Setting setting) {
        return setting.cohort(training).map(period -> of(period, CohortReason.CARRIED_OVER));
    }

    private static Optional<Cohort> afterClosed(Setting setting) {
        return setting.catalogue().of(AFTER_CLOSED).map(period -> of(period, CohortReason.MOVED_FROM_CLOSED_COHORT));
    }

    private static boolean closed(Optional<Training> training, Setting setting) {
        return training.filter(setting::isInClosedCohort).isPresent();
    }
}
