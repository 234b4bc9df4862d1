package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorTrainingRegistered;
import uk.gov.education.training.events.ParticipantChange.TrainingProgrammeChanged;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;

/**
 * A school changes an ECT's training from provider-led to school-led, or back.
 *
 * <ol>
 *   <li>The new training begins today, or with the time at the school if that is yet to come. What went on ends
 *       yesterday; what had not begun never takes place.
 *   <li>Provider-led training is in the cohort of the ECT's earlier provider-led training, if there was any.
 *   <li>When it becomes provider-led, the ECT's mentor's own training begins too: see
 *       {@link MentorTraining#ofSwitched}. When it becomes school-led, mentor and mentorship go on as they were.
 * </ol>
 */
public final class ProgrammeChange {

    private ProgrammeChange() {}

    /** @param leadProviderId of provider-led training */
    public static Verdict decide(
            UUID ectId,
            @Nullable TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        LocalDate today = ruleContext.occasion().today();
        Participant ect = affectedParticipants.get(ectId);
        Optional<SchoolPeriod> time = Periods.latestAtSchool(ect, Role.ECT, ruleContext.schoolUrn());
        Optional<Training> training = time.flatMap(here -> Periods.trainingDuring(here, ect, today));
        return new Reasons()
                .add(RegistrationWindow.of(today))
                .add(LeadProvider.of(programme, leadProviderId, ruleContext))
                .addIf(training.isEmpty(), "id", "Only an ECT at this school has a training programme.")
                .addIf(
                        time.filter(here -> !isNotOver(here.finishedOn(), today))
                                .isPresent(),
                        "id",
                        "This ECT has left this school.")
                .addIf(
                        programme != null
                                && training.filter(present -> present.programme() == programme
                                                && isNotOver(present.finishedOn(), today))
                                        .isPresent(),
                        "training_programme",
                        "This is the ECT's training programme already.")
                .orElse(() -> accepted(
                        ect,
                        time.orElseThrow(),
                        training.orElseThrow().programme(),
                        leadProviderId,
                        affectedParticipants,
                        ruleContext));
    }

    private static Verdict accepted(
            Participant ect,
            SchoolPeriod time,
            TrainingProgramme from,
            @Nullable UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        LocalDate startedOn = later(time.startedOn(), ruleContext.occasion().today());
        if (leadProviderId == null) {
            return changed(
                            ect,
                            time,
                            Trainings.schoolLed(time, startedOn, ruleContext.occasion()),
                            from,
                            EndReason.CHANGED_TO_SCHOOL_LED,
                            affectedParticipants,
                            ruleContext)
                    .about(ect.id());
        }
        Optional<Cohort> cohort = Cohort.ofSwitchedEct(ect, startedOn, ruleContext);
        if (cohort.isEmpty()) {
            return Verdict.refused("training_programme", "There is no contract period for " + startedOn + ".");
        }
        AffectedParticipants switched = changed(
                ect,
                time,
                Trainings.providerLed(time, startedOn, leadProviderId, cohort.get(), ruleContext),
                from,
                EndReason.CHANGED_TO_PROVIDER_LED,
                affectedParticipants,
                ruleContext);
        return withMentor(ect, startedOn, leadProviderId, switched, ruleContext).about(ect.id());
    }

    private static AffectedParticipants changed(
            Participant ect,
            SchoolPeriod time,
            Training by,
            TrainingProgramme from,
            EndReason reason,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        return affectedParticipants.with(
                new TrainingProgrammeChanged(from, by.programme(), by.leadProviderId(), by.startedOn()),
                Trainings.replaced(time, by, reason, ect, ruleContext.occasion()));
    }

    /** The mentor's own training, where it begins with the ECT's. */
    private static AffectedParticipants withMentor(
            Participant ect,
            LocalDate startedOn,
            UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        Optional<Mentorship> mentorship = Periods.currentOrNextMentorship(
                ect, ruleContext.schoolUrn(), ruleContext.occasion().today());
        if (mentorship.isEmpty()) {
            return affectedParticipants;
        }
        Participant mentor = affectedParticipants.get(mentorship.get().mentorId());
        return Periods.atSchoolOn(
                        mentor,
                        Role.MENTOR,
                        ruleContext.schoolUrn(),
                        mentorship.get().startedOn())
                .flatMap(here -> MentorTraining.ofSwitched(mentor, here, startedOn, leadProviderId, ruleContext))
                .map(own -> affectedParticipants.with(
                        new MentorTrainingRegistered(ect.id(), leadProviderId, own.startedOn()),
                        Edits.withNew(mentor, own)))
                .orElse(affectedParticipants);
    }
}
