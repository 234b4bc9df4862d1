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
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * Moves an ECT or a mentor to another lead provider.
 *
 * <ol>
 *   <li>Training that has begun ends yesterday, whatever its lead provider has reported about it. Training with the new
 *       lead provider begins today.
 *   <li>Training that has not begun or begins today never takes place. Training with the new lead provider begins on
 *       its first day.
 *   <li>A mentor whose training is no longer funded gets no other: see {@link MentorTraining#reasonAgainst}.
 *   <li>The cohort stays the same, except that ECTs leave a closed cohort: see {@link Cohort#ofTakenOver}.
 * </ol>
 */
public final class LeadProviderChange {

    private LeadProviderChange() {}

    /** @param role required only if the participant has both roles at the school */
    public static Verdict<Changes> decide(
            Participant participant, @Nullable Role role, @Nullable UUID leadProviderId, RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        SchoolPeriodSelection selection = SchoolPeriodSelection.of(participant, ruleContext.schoolUrn(), role);
        Optional<Training> training =
                selection.selected().flatMap(schoolPeriod -> Periods.trainingDuring(schoolPeriod, participant, today));
        return Reasons.all()
                .add(selection.unclear())
                .addIf(leadProviderId == null, "lead_provider_id", "Give the id of the new lead provider.")
                .add(LeadProvider.known(leadProviderId, ruleContext))
                .add(selection
                        .selected()
                        .flatMap(schoolPeriod -> MentorTraining.reasonAgainst(
                                participant, schoolPeriod.role(), "participant_type", ruleContext)))
                .add(selection
                        .selected()
                        .flatMap(
                                schoolPeriod -> impossible(participant, schoolPeriod, training, leadProviderId, today)))
                .orElse(() -> accepted(
                        participant,
                        selection.selected().orElseThrow(),
                        training.orElseThrow(),
                        leadProviderId,
                        ruleContext));
    }

    private static Optional<Reason> impossible(
            Participant participant,
            SchoolPeriod schoolPeriod,
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
                    "This is already the lead provider. If it deferred or withdrew the training, only it can resume it.");
        }
        LocalDate startedOn = start(schoolPeriod, training.get(), today);
        if (!isNotOver(schoolPeriod.finishedOn(), startedOn)) {
            return refused(
                    "participant_type", "This participant left this school on " + schoolPeriod.finishedOn() + ".");
        }
        return Trainings.isTakenElsewhere(schoolPeriod, startedOn, participant)
                ? refused(
                        "participant_type",
                        "This participant is in training at another school. That school can change the lead provider.")
                : Optional.empty();
    }

    private static LocalDate start(SchoolPeriod schoolPeriod, Training training, LocalDate today) {
        return training.startedOn().isAfter(today) ? training.startedOn() : later(schoolPeriod.startedOn(), today);
    }

    private static Verdict<Changes> accepted(
            Participant participant,
            SchoolPeriod schoolPeriod,
            Training training,
            UUID leadProviderId,
            RuleContext ruleContext) {
        LocalDate startedOn =
                start(schoolPeriod, training, ruleContext.reportContext().today());
        return Cohort.ofTakenOver(training, ruleContext)
                .map(cohort -> Changes.accepted(
                        new LeadProviderChanged(
                                schoolPeriod.role(), training.leadProviderId(), leadProviderId, startedOn),
                        Trainings.replaced(
                                schoolPeriod,
                                Trainings.providerLed(schoolPeriod, startedOn, leadProviderId, cohort, ruleContext),
                                EndReason.CHANGED_LEAD_PROVIDER,
                                participant,
                                ruleContext.reportContext())))
                .orElseGet(() -> Verdict.refused("lead_provider_id", "There is no contract period for the training."));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
