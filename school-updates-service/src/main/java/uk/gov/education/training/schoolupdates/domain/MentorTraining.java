package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;

/**
 * Decides whether a mentor's own training begins because of an ECT in provider-led training, and how. It never begins
 * if the mentor's training is no longer funded or while the mentor is in training elsewhere.
 */
final class MentorTraining {

    private MentorTraining() {}

    /**
     * Returns the training of a newly registered mentor. It begins on the first day at the school, even in the past,
     * unless the mentor also goes on mentoring elsewhere.
     */
    static Optional<Training> ofRegistered(
            Participant mentor, SchoolPeriod here, UUID leadProviderId, RuleContext ruleContext) {
        boolean elsewhereToo = Periods.atSchools(mentor, Role.MENTOR)
                .anyMatch(schoolPeriod ->
                        !schoolPeriod.id().equals(here.id()) && isNotOver(schoolPeriod.finishedOn(), here.startedOn()));
        return elsewhereToo
                ? Optional.empty()
                : begun(
                        mentor,
                        here,
                        here.startedOn(),
                        leadProviderId,
                        Cohort.ofRegisteredMentor(mentor, here.startedOn(), ruleContext),
                        ruleContext);
    }

    /**
     * Returns the training of a mentor who is assigned to an ECT, if the mentor was never in training. It begins on the
     * mentor's first day at the school if the ECT has no mentor, and not in the past if the ECT changes mentors.
     */
    static Optional<Training> ofAssigned(
            Participant mentor,
            SchoolPeriod here,
            boolean replacesAnother,
            UUID leadProviderId,
            RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        boolean everTrained = Periods.trainings(mentor, Role.MENTOR).findAny().isPresent();
        return everTrained
                ? Optional.empty()
                : begun(
                        mentor,
                        here,
                        replacesAnother ? later(here.startedOn(), today) : here.startedOn(),
                        leadProviderId,
                        Cohort.on(today, ruleContext),
                        ruleContext);
    }

    /**
     * Returns the training of a mentor whose ECT's training becomes provider-led, if the mentor was not trained at the
     * school before. Both begin together.
     */
    static Optional<Training> ofSwitched(
            Participant mentor, SchoolPeriod here, LocalDate startedOn, UUID leadProviderId, RuleContext ruleContext) {
        boolean trainedHere = Periods.trainings(mentor, Role.MENTOR)
                .anyMatch(training -> training.schoolPeriodId().equals(here.id()));
        LocalDate together = later(startedOn, here.startedOn());
        return trainedHere
                ? Optional.empty()
                : begun(
                        mentor,
                        here,
                        together,
                        leadProviderId,
                        Cohort.ofRegisteredMentor(mentor, together, ruleContext),
                        ruleContext);
    }

    private static Optional<Training> begun(
            Participant mentor,
            SchoolPeriod here,
            LocalDate startedOn,
            UUID leadProviderId,
            Optional<Cohort> cohort,
            RuleContext ruleContext) {
        return ruleContext.canBeTrained(mentor.id())
                        && isNotOver(here.finishedOn(), startedOn)
                        && !Trainings.isTakenElsewhere(here, startedOn, mentor)
                ? cohort.map(found -> Trainings.providerLed(here, startedOn, leadProviderId, found, ruleContext))
                : Optional.empty();
    }

    /** Refuses training with another lead provider for a mentor whose training is no longer funded. */
    static Optional<Reason> reasonAgainst(Participant participant, Role role, String field, RuleContext ruleContext) {
        return role == Role.ECT || ruleContext.canBeTrained(participant.id())
                ? Optional.empty()
                : Optional.of(new Reason(
                        field,
                        "This mentor's training is no longer funded: it was completed, or the funding has ended. No"
                                + " other training can begin. The mentor can go on mentoring."));
    }

    /** Returns the lead provider that the school named, or else the ECT's. */
    static UUID leadProvider(@Nullable UUID named, Training ectTraining) {
        return named != null ? named : ectTraining.leadProviderId();
    }
}
