package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.LeadProviderChanged;
import uk.gov.education.training.events.Role;

/**
 * A school moves an ECT or a mentor to another lead provider.
 *
 * <ol>
 *   <li>Training that has begun ends yesterday, whatever its lead provider has reported about it, and training with the
 *       new one begins today.
 *   <li>Training that has not begun, or begins today, never takes place; the new lead provider's begins on its day.
 *   <li>A mentor whose training can be funded no more gets no other: see {@link MentorTraining#isOver}.
 *   <li>The cohort stays, but ECTs leave a closed one: see {@link Cohort#ofTakenOver}.
 * </ol>
 */
public final class LeadProviderChange {

    private LeadProviderChange() {}

    /** @param role needed only of someone who has both roles at the school */
    public static Verdict decide(
            Participant participant, @Nullable Role role, @Nullable UUID leadProviderId, RuleContext ruleContext) {
        LocalDate today = ruleContext.occasion().today();
        SchoolPeriodSelection schoolPeriodSelection =
                SchoolPeriodSelection.of(participant, ruleContext.schoolUrn(), role);
        Optional<Training> training =
                schoolPeriodSelection.time().flatMap(time -> Periods.trainingDuring(time, participant, today));
        return new Reasons()
                .add(schoolPeriodSelection.unclear())
                .addIf(leadProviderId == null, "lead_provider_id", "Give the id of the new lead provider.")
                .add(LeadProvider.known(leadProviderId, ruleContext))
                .add(schoolPeriodSelection
                        .time()
                        .flatMap(time ->
                                MentorTraining.isOver(participant, time.role(), "participant_type", ruleContext)))
                .add(schoolPeriodSelection
                        .time()
                        .flatMap(time -> impossible(participant, time, training, leadProviderId, today)))
                .orElse(() -> accepted(
                        participant,
                        schoolPeriodSelection.time().orElseThrow(),
                        training.orElseThrow(),
                        leadProviderId,
                        ruleContext));
    }

    private static Optional<Reason> impossible(
            Participant participant,
            SchoolPeriod time,
            Optional<Training> training,
            @Nullable UUID leadProviderId,
            LocalDate today) {
        if (training.isEmpty()) {
            return refused("participant_type", "This participant is not in training at this school.");
        }
        if (!training.get().isProviderLed()) {
            return refused(
                    "participant_type",
                    "This ECT is in school-led training, which has no lead provider. Change the training programme.");
        }
        if (training.get().leadProviderId().equals(leadProviderId)) {
            return refused(
                    "lead_provider_id",
                    "This is the lead provider already. If it deferred or withdrew the training, only it can resume it.");
        }
        LocalDate startedOn = start(time, training.get(), today);
        if (!isNotOver(time.finishedOn(), startedOn)) {
            return refused("participant_type", "This participant left this school on " + time.finishedOn() + ".");
        }
        return Trainings.isTakenElsewhere(time, startedOn, participant)
                ? refused(
                        "participant_type",
                        "This participant's training goes on at another school, which can change the lead provider.")
                : Optional.empty();
    }

    private static LocalDate start(SchoolPeriod time, Training training, LocalDate today) {
        return training.startedOn().isAfter(today) ? training.startedOn() : later(time.startedOn(), today);
    }

    private static Verdict accepted(
            Participant participant,
            SchoolPeriod time,
            Training training,
            UUID leadProviderId,
            RuleContext ruleContext) {
        LocalDate startedOn = start(time, training, ruleContext.occasion().today());
        return Cohort.ofTakenOver(training, ruleContext)
                .map(cohort -> Verdict.accepted(
                        new LeadProviderChanged(time.role(), training.leadProviderId(), leadProviderId, startedOn),
                        Trainings.replaced(
                                time,
                                Trainings.providerLed(time, startedOn, leadProviderId, cohort, ruleContext),
                                EndReason.CHANGED_LEAD_PROVIDER,
                                participant,
                                ruleContext.occasion())))
                .orElseGet(() -> Verdict.refused(
                        "lead_provider_id", "There is no contract period that the training could go on in."));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
