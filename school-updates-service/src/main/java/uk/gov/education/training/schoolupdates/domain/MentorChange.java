package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.rules.Reason;
import uk.gov.education.training.platform.rules.Reasons;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.schoolupdates.domain.MentorAssignment.Pair;

/**
 * Gives an ECT a first or another mentor of the school.
 *
 * <ol>
 *   <li>The mentor is at the ECT's school, is not about to leave, and is neither the ECT nor the present mentor.
 *   <li>The mentorship begins and the present one ends: see {@link MentorAssignment}.
 *   <li>If the ECT is in provider-led training, the training of a mentor who was never trained begins: see
 *       {@link MentorTraining#ofAssigned}. A mentor who is or was in training keeps their training and schedule.
 * </ol>
 */
public final class MentorChange {

    private MentorChange() {}

    /** @param leadProviderId who trains the mentor, if their training begins; by default the ECT's lead provider */
    public static Verdict<Changes> decide(
            UUID ectId,
            @Nullable UUID mentorId,
            @Nullable UUID leadProviderId,
            AffectedParticipants affectedParticipants,
            RuleContext ruleContext) {
        LocalDate today = ruleContext.reportContext().today();
        Optional<Participant> ect = affectedParticipants.find(ectId);
        Optional<Mentorship> until =
                ect.flatMap(who -> Periods.currentOrNextMentorship(who, ruleContext.schoolUrn(), today));
        Optional<SchoolPeriod> here = affectedParticipants
                .find(mentorId)
                .flatMap(mentor -> Periods.latestAtSchool(mentor, Role.MENTOR, ruleContext.schoolUrn()));
        Reasons reasons = Reasons.all()
                .add(RegistrationWindow.of(today))
                .add(ectHere(ect, ectId, "id", ruleContext))
                .add(LeadProvider.known(leadProviderId, ruleContext))
                .add(selectable(ectId, mentorId, here, until));
        if (!reasons.isEmpty()) {
            return Verdict.refused(reasons.toList());
        }
        Participant mentor = affectedParticipants.get(mentorId);
        Optional<Training> own = Periods.currentOrNextTraining(ect.orElseThrow(), Role.ECT, today)
                .filter(Training::isProviderLed)
                .flatMap(ects -> MentorTraining.ofAssigned(
                        mentor,
                        here.orElseThrow(),
                        until.isPresent(),
                        MentorTraining.leadProvider(leadProviderId, ects),
                        ruleContext));
        return leadProviderId != null && own.isEmpty()
                ? Verdict.refused(
                        "lead_provider_id",
                        "This mentor's own training does not begin with this change. Leave lead_provider_id out.")
                : accepted(
                        new Pair(mentor.id(), here.orElseThrow(), ectId, false, own),
                        affectedParticipants,
                        ruleContext);
    }

    /** Refuses an ECT who is not at the school now or in the future. */
    static Optional<Reason> ectHere(
            Optional<Participant> ect, @Nullable UUID ectId, String field, RuleContext ruleContext) {
        boolean here = ect.flatMap(who -> Periods.latestAtSchool(who, Role.ECT, ruleContext.schoolUrn()))
                .filter(schoolPeriod -> isNotOver(
                        schoolPeriod.finishedOn(), ruleContext.reportContext().today()))
                .isPresent();
        return ectId == null || here ? Optional.empty() : refused(field, "No ECT with this id is at this school.");
    }

    private static Optional<Reason> selectable(
            UUID ectId, @Nullable UUID mentorId, Optional<SchoolPeriod> here, Optional<Mentorship> until) {
        if (mentorId == null) {
            return refused("mentor_id", "Give the id of one of the school's mentors.");
        }
        if (mentorId.equals(ectId)) {
            return refused("mentor_id", "A participant can't mentor themselves.");
        }
        if (here.isEmpty()) {
            return refused("mentor_id", "No mentor with this id is at this school. Register the mentor here first.");
        }
        if (here.get().finishedOn() != null) {
            return refused(
                    "mentor_id",
                    "This mentor leaves or left this school on " + here.get().finishedOn() + ".");
        }
        return until.filter(mentorship -> mentorship.mentorId().equals(mentorId))
                .flatMap(same -> refused("mentor_id", "This is already the ECT's mentor."));
    }

    private static Verdict<Changes> accepted(
            Pair pair, AffectedParticipants affectedParticipants, RuleContext ruleContext) {
        AffectedParticipants trained = pair.begun()
                .map(own -> affectedParticipants.with(Edits.withNew(affectedParticipants.get(pair.mentor()), own)))
                .orElse(affectedParticipants);
        return MentorAssignment.assign(pair, trained, ruleContext.reportContext())
                .map(assigned -> assigned.acceptedFor(pair.ect()))
                .orElseGet(() -> Verdict.refused("mentor_id", "The ECT leaves this school before the mentor starts."));
    }

    private static Optional<Reason> refused(String field, String detail) {
        return Optional.of(new Reason(field, detail));
    }
}
