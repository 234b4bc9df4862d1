package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.naturalOrder;
import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;
import static uk.gov.education.training.schoolupdates.domain.Periods.later;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange.MentorAssigned;
import uk.gov.education.training.events.Role;

/**
 * Gives an ECT a mentor at a school where both are.
 *
 * <ol>
 *   <li>The mentorship begins when both are at the school, but not in the past. Only a mentor who comes from another
 *       school to an ECT who never had a mentor here can begin in the past. The mentorship ends when either of them
 *       leaves.
 *   <li>The ECT's present mentorship ends on the day before. A mentorship that would begin later is removed. Nothing
 *       else changes for the previous mentor.
 *   <li>Both participants' records have the mentorship.
 * </ol>
 */
final class MentorAssignment {

    private MentorAssignment() {}

    /**
     * @param here the mentor's school period
     * @param begun the mentor's own training that begins with the mentorship, already in the mentor's record
     */
    record Pair(UUID mentor, SchoolPeriod here, UUID ect, boolean comesFromAnotherSchool, Optional<Training> begun) {}

    /** Returns nothing if the two are never at the school together. */
    static Optional<AffectedParticipants> assign(
            Pair pair, AffectedParticipants affectedParticipants, ReportContext reportContext) {
        Participant ect = affectedParticipants.get(pair.ect());
        SchoolPeriod ectSchoolPeriod =
                Periods.latestAtSchool(ect, Role.ECT, pair.here().schoolUrn()).orElseThrow();
        LocalDate together = later(ectSchoolPeriod.startedOn(), pair.here().startedOn());
        LocalDate startedOn = pair.comesFromAnotherSchool() && !hadMentor(ect, ectSchoolPeriod)
                ? together
                : later(together, reportContext.today());
        @Nullable
        LocalDate finishedOn =
                Periods.earlierEnd(ectSchoolPeriod.finishedOn(), pair.here().finishedOn());
        if (!isNotOver(finishedOn, startedOn)) {
            return Optional.empty();
        }
        Mentorship mentorship = new Mentorship(
                reportContext.ids().mentorship(),
                pair.mentor(),
                pair.ect(),
                pair.here().schoolUrn(),
                startedOn,
                finishedOn,
                Periods.currentOrNextTraining(ect, Role.ECT, reportContext.today())
                        .filter(Training::isProviderLed)
                        .map(Training::startedOn)
                        .orElse(null),
                firstMentoredByAnother(ect, pair.mentor(), startedOn),
                reportContext.at());
        MentorAssigned assigned = new MentorAssigned(
                pair.ect(),
                Periods.currentOrNextMentorship(ect, pair.here().schoolUrn(), reportContext.today())
                        .map(Mentorship::mentorId)
                        .orElse(null),
                pair.mentor(),
                startedOn,
                pair.begun().map(Training::leadProviderId).orElse(null));
        AffectedParticipants after = released(ect, startedOn, assigned, affectedParticipants);
        after = after.with(Edits.withNew(after.get(pair.ect()), mentorship));
        return Optional.of(after.with(assigned, Edits.withNew(after.get(pair.mentor()), mentorship)));
    }

    private static boolean hadMentor(Participant ect, SchoolPeriod schoolPeriod) {
        return ect.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(ect.id())
                        && Periods.contains(
                                schoolPeriod.startedOn(), schoolPeriod.finishedOn(), mentorship.startedOn()));
    }

    /**
     * Returns the first day of the ECT's earlier mentorships by others. A mentorship that never begins replaces nobody.
     */
    private static @Nullable LocalDate firstMentoredByAnother(Participant ect, UUID mentorId, LocalDate startedOn) {
        return ect.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(ect.id())
                        && !mentorship.mentorId().equals(mentorId)
                        && mentorship.startedOn().isBefore(startedOn))
                .map(Mentorship::startedOn)
                .min(naturalOrder())
                .orElse(null);
    }

    /** Ends the ECT's mentorships before the new one. */
    private static AffectedParticipants released(
            Participant ect, LocalDate startedOn, MentorAssigned why, AffectedParticipants affectedParticipants) {
        AffectedParticipants after = affectedParticipants.with(why, ect);
        for (Mentorship mentorship : ect.mentorships()) {
            if (mentorship.ectId().equals(ect.id()) && isNotOver(mentorship.finishedOn(), startedOn)) {
                after = after.with(without(mentorship, startedOn, after.get(ect.id())));
                after = after.with(why, without(mentorship, startedOn, after.get(mentorship.mentorId())));
            }
        }
        return after;
    }

    private static Participant without(Mentorship mentorship, LocalDate from, Participant participant) {
        return participant.withMentorships(participant.mentorships().stream()
                .filter(each ->
                        !each.id().equals(mentorship.id()) || each.startedOn().isBefore(from))
                .map(each -> each.id().equals(mentorship.id()) ? each.withFinishedOn(from.minusDays(1)) : each)
                .toList());
    }
}
