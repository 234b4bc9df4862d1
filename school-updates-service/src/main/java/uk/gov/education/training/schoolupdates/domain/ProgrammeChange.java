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
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Changes an ECT's training from provider-led to school-led, or back.
 *
 * <ol>
 *   <li>The new training begins today, or on the first day at the school if that is later. Present training ends
 *       yesterday. Training that had not begun never takes place.
 *   <li>Provider-led training is in the cohort of the ECT's earlier provider-led training, if there was any.
 *   <li>When training becomes provider-led, the mentor's own training begins too: see
 *       {@link MentorTraining#ofSwitched}. When it becomes school-led, the mentor's training and the mentorship do not
 *       change.
 * </ol>
 */
public final class ProgrammeChange {

    private ProgrammeChange() {}

    /** @param leadProviderId required for provider-led training */
    public static Verdict<Changes> decide(
            UUID ectId,
            @Nullable TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        Participant ect = affectedParticipants.get(ectId);
        Optional<SchoolPeriod> schoolPeriod = Periods.latestAtSchool(ect, Role.ECT, ruleContext.schoolUrn());
        Optional<Training> training = schoolPeriod.flatMap(here -> Periods.trainingDuring(here, ect, today));
        return Reasons.all()
                .add(RegistrationWindow.of(today))
                .add(LeadProvider.of(programme, leadProviderId, ruleContext))
                .addIf(training.isEmpty(), "id", "Only an ECT at this school has a training programme.")
                .addIf(
                        schoolPeriod
                                .filter(here -> !isNotOver(here.finishedOn(), today))
                                .isPresent(),
                        "id",
                        "This ECT has left this school.")
                .addIf(
                        programme != null
                                && training.filter(present -> present.programme() == programme
                                                && isNotOver(present.finishedOn(), today))
                                        .isPresent(),
                        "training_programme",
                        "This is already the ECT's training programme.")
                .orElse(() -> accepted(
                        ect,
                        schoolPeriod.orElseThrow(),
                        training.orElseThrow().programme(),
                        leadProviderId,
                        affectedParticipants,
                        ruleContext));
    }

    private static Verdict<Changes> accepted(
            Participant ect,
            SchoolPeriod schoolPeriod,
            TrainingProgramme from,
            @Nullable UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        LocalDate startedOn =
                later(schoolPeriod.startedOn(), ruleContext.reportContext().today());
        if (leadProviderId == null) {
            return changed(
                            ect,
                            schoolPeriod,
                            Trainings.schoolLed(schoolPeriod, startedOn, ruleContext.reportContext()),
                            from,
                            EndReason.CHANGED_TO_SCHOOL_LED,
                            affectedParticipants,
                            ruleContext)
                    .acceptedFor(ect.id());
        }
        Optional<Cohort> cohort = Cohort.ofSwitchedEct(ect, startedOn, ruleContext);
        if (cohort.isEmpty()) {
            return Verdict.refused("training_programme", "There is no contract period for " + startedOn + ".");
        }
        AffectedParticipants switched = changed(
                ect,
                schoolPeriod,
                Trainings.providerLed(schoolPeriod, startedOn, leadProviderId, cohort.get(), ruleContext),
                from,
                EndReason.CHANGED_TO_PROVIDER_LED,
                affectedParticipants,
                ruleContext);
        return withMentor(ect, startedOn, leadProviderId, switched, ruleContext).acceptedFor(ect.id());
    }

    private static AffectedParticipants changed(
            Participant ect,
            SchoolPeriod schoolPeriod,
            Training by,
            TrainingProgramme from,
            EndReason reason,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        return affectedParticipants.with(
                new TrainingProgrammeChanged(from, by.programme(), by.leadProviderId(), by.startedOn()),
                Trainings.replaced(schoolPeriod, by, reason, ect, ruleContext.reportContext()));
    }

    /** Starts the mentor's own training if it begins with the ECT's. */
    private static AffectedParticipants withMentor(
            Participant ect,
            LocalDate startedOn,
            UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        Optional<Mentorship> mentorship = Periods.currentOrNextMentorship(
                ect, ruleContext.schoolUrn(), ruleContext.reportContext().today());
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
