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

/**
 * Whether a mentor's own training begins because of an ECT in provider-led training, and how. Never if the mentor's
 * training can be funded no more, and never while the mentor is in training elsewhere.
 */
final class MentorTraining {

    private MentorTraining() {}

    /**
     * Of a mentor whom a school registers: from the first day here, even a past one, unless the mentor goes on
     * mentoring elsewhere.
     */
    static Optional<Training> ofRegistered(
            Participant mentor, SchoolPeriod here, UUID leadProviderId, RuleContext ruleContext) {
        boolean elsewhereToo = Periods.atSchools(mentor, Role.MENTOR)
                .anyMatch(time -> !time.id().equals(here.id()) && isNotOver(time.finishedOn(), here.startedOn()));
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
     * Of a mentor whom a school assigns to an ECT: only if the mentor never was in training. From the mentor's first
     * day here if the ECT has no mentor, and not in the past if the ECT changes mentors.
     */
    static Optional<Training> ofAssigned(
            Participant mentor,
            SchoolPeriod here,
            boolean replacesAnother,
            UUID leadProviderId,
            RuleContext ruleContext) {
        LocalDate today = ruleContext.occasion().today();
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

    /** Of a mentor whose ECT's training becomes provider-led: with it, if the mentor was not trained here before. */
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

    /** Why no training of someone begins, nor goes on with another lead provider; of a mentor only. */
    static Optional<Reason> isOver(Participant participant, Role role, String field, RuleContext ruleContext) {
        return role == Role.ECT || ruleContext.canBeTrained(participant.id())
                ? Optional.empty()
                : Optional.of(new Reason(
                        field,
                        "This mentor's training can be funded no more: it was completed, or the funding has ended. No"
                                + " other training begins. A mentor goes on mentoring without."));
    }

    /** Who trains the mentor: whom the school named, or else who trains the ECT. */
    static UUID leadProvider(@Nullable UUID named, Training ectTraining) {
        return named != null ? named : ectTraining.leadProviderId();
    }
}
