package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.Optional;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * The cohort of a training, and the reason for it. The methods return nothing if its contract period does not exist.
 *
 * @param startedOn the first day of the contract period
 */
record Cohort(int year, LocalDate startedOn, CohortReason reason) {

    /** The cohort for ECTs who leave a closed one. */
    private static final int AFTER_CLOSED = 2024;

    private static Cohort of(ContractPeriod period, CohortReason reason) {
        return new Cohort(period.year(), period.startedOn(), reason);
    }

    /**
     * Returns the cohort of a registered ECT. It is carried over from provider-led training; otherwise the start date
     * decides. An ECT whose last provider-led training was in a closed cohort moves to 2024.
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

    /**
     * Returns the cohort of a registered mentor. It is carried over from earlier training, unless that cohort is
     * closed.
     */
    static Optional<Cohort> ofRegisteredMentor(Participant mentor, LocalDate startedOn, RuleContext ruleContext) {
        return Periods.lastProviderLed(mentor, Role.MENTOR)
                .filter(training -> !ruleContext.isInClosedCohort(training))
                .flatMap(training -> carriedOver(training, ruleContext))
                .or(() -> byStart(startedOn, ruleContext));
    }

    /**
     * Returns the cohort of an ECT whose training becomes provider-led. It is carried over from earlier provider-led
     * training; otherwise the start date decides.
     */
    static Optional<Cohort> ofSwitchedEct(Participant ect, LocalDate startedOn, RuleContext ruleContext) {
        Optional<Training> lastProviderLed = Periods.lastProviderLed(ect, Role.ECT);
        return closed(lastProviderLed, ruleContext)
                ? afterClosed(ruleContext)
                : lastProviderLed
                        .flatMap(training -> carriedOver(training, ruleContext))
                        .or(() -> on(startedOn, ruleContext));
    }

    /**
     * Returns the cohort of training that another lead provider takes over: the same. ECTs leave a closed cohort: for
     * 2024 if their training in it was confirmed, or for today's cohort if it was only an expression of interest.
     */
    static Optional<Cohort> ofTakenOver(Training training, RuleContext ruleContext) {
        if (training.role() == Role.MENTOR || !ruleContext.isInClosedCohort(training)) {
            return carriedOver(training, ruleContext);
        }
        return training.isConfirmed()
                ? afterClosed(ruleContext)
                : on(ruleContext.reportContext().today(), ruleContext);
    }

    /** Returns the cohort that contains a date. */
    static Optional<Cohort> on(LocalDate date, RuleContext ruleContext) {
        return ruleContext.contractPeriods().containing(date).map(period -> of(period, CohortReason.STANDARD));
    }

    /** Returns the cohort of the start date, or today's cohort if that one is over or does not exist. */
    private static Optional<Cohort> byStart(LocalDate startedOn, RuleContext ruleContext) {
        Optional<Cohort> current = on(ruleContext.reportContext().today(), ruleContext);
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
                .contractPeriods()
                .forYear(AFTER_CLOSED)
                .map(period -> of(period, CohortReason.MOVED_FROM_CLOSED_COHORT));
    }

    private static boolean closed(Optional<Training> training, RuleContext ruleContext) {
        return training.filter(ruleContext::isInClosedCohort).isPresent();
    }
}
