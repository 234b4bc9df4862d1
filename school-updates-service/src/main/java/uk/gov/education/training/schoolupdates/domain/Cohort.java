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
    static Optional<Cohort> ofRegisteredEct(Participant ect, LocalDate startedOn, RuleContext ruleContext) {
        Optional<Training> lastProviderLed = Periods.lastProviderLed(ect, Role.ECT);
        return closed(lastProviderLed, ruleContext)
                ? afterClosed(ruleContext)
                : Periods.latestTraining(ect, Role.ECT)
                        .filter(Training::isProviderLed)
                        .flatMap(training -> carriedOver(training, ruleContext))
                        .or(() -> byStart(startedOn, ruleContext));
    }

    /** Of a mentor whom a school registers: kept from earlier training, unless that cohort is closed. */
    static Optional<Cohort> ofRegisteredMentor(Participant mentor, LocalDate startedOn, RuleContext ruleContext) {
        return Periods.lastProviderLed(mentor, Role.MENTOR)
                .filter(training -> !ruleContext.isInClosedCohort(training))
                .flatMap(training -> carriedOver(training, ruleContext))
                .or(() -> byStart(startedOn, ruleContext));
    }

    /** Of an ECT whose training becomes provider-led: kept from earlier provider-led training, or by the date. */
    static Optional<Cohort> ofSwitchedEct(Participant ect, LocalDate startedOn, RuleContext ruleContext) {
        Optional<Training> lastProviderLed = Periods.lastProviderLed(ect, Role.ECT);
        return closed(lastProviderLed, ruleContext)
                ? afterClosed(ruleContext)
                : lastProviderLed
                        .flatMap(training -> carriedOver(training, ruleContext))
                        .or(() -> on(startedOn, ruleContext));
    }

    /**
     * Of training that another lead provider takes over: the same. ECTs leave a closed cohort: for 2024 if their
     * training in it was confirmed, for today's cohort if it was only an expression of interest.
     */
    static Optional<Cohort> ofTakenOver(Training training, RuleContext ruleContext) {
        if (training.role() == Role.MENTOR || !ruleContext.isInClosedCohort(training)) {
            return carriedOver(training, ruleContext);
        }
        return training.isConfirmed()
                ? afterClosed(ruleContext)
                : on(ruleContext.occasion().today(), ruleContext);
    }

    /** The one that a date is in. */
    static Optional<Cohort> on(LocalDate date, RuleContext ruleContext) {
        return ruleContext.catalogue().containing(date).map(period -> of(period, CohortReason.STANDARD));
    }

    /** The one of the starting date, unless that is over or unknown: then the one of today. */
    private static Optional<Cohort> byStart(LocalDate startedOn, RuleContext ruleContext) {
        Optional<Cohort> current = on(ruleContext.occasion().today(), ruleContext);
        return on(startedOn, ruleContext)
                .filter(cohort ->
                        current.isEmpty() || cohort.year() >= current.get().year())
                .or(() -> current);
    }

    private static Optional<Cohort> carriedOver(Training training, RuleContext ruleContext) {
        return ruleContext.cohort(training).map(period -> of(period, CohortReason.CARRIED_OVER));
    }

    private static Optional<Cohort> afterClosed(RuleContext ruleContext) {
        return ruleContext
                .catalogue()
                .of(AFTER_CLOSED)
                .map(period -> of(period, CohortReason.MOVED_FROM_CLOSED_COHORT));
    }

    private static boolean closed(Optional<Training> training, RuleContext ruleContext) {
        return training.filter(ruleContext::isInClosedCohort).isPresent();
    }
}
