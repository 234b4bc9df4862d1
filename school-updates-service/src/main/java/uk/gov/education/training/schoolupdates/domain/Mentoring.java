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
 * An ECT gets a mentor at a school where both are.
 *
 * <ol>
 *   <li>The mentorship begins when both are there, but not in the past, except for a mentor who comes from another
 *       school to an ECT who never had one here. It ends when either of them leaves.
 *   <li>The ECT's mentorship until then ends on the day before; one that would begin later never was. Nothing else
 *       changes for whoever was the mentor until then.
 *   <li>Everybody who is in one of these mentorships carries it.
 * </ol>
 */
final class Mentoring {

    private Mentoring() {}

    /**
     * @param mentor whose time at the school {@code here} is
     * @param begun the mentor's own training that begins with this, if any; the mentor has it already
     */
    record Pair(UUID mentor, SchoolPeriod here, UUID ect, boolean comesFromAnotherSchool, Optional<Training> begun) {}

    /** Empty if the two are never at the school together. */
    static Optional<AffectedParticipants> assign(
            Pair pair, AffectedParticipants affectedParticipants, ReportContext reportContext) {
        Participant ect = affectedParticipants.get(pair.ect());
        SchoolPeriod ectsTime =
                Periods.latestAtSchool(ect, Role.ECT, pair.here().schoolUrn()).orElseThrow();
        LocalDate together = later(ectsTime.startedOn(), pair.here().startedOn());
        LocalDate startedOn = pair.comesFromAnotherSchool() && !hadMentor(ect, ectsTime)
                ? together
                : later(together, reportContext.today());
        @Nullable
        LocalDate finishedOn =
                Periods.earlierEnd(ectsTime.finishedOn(), pair.here().finishedOn());
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

    private static boolean hadMentor(Participant ect, SchoolPeriod time) {
        return ect.mentorships().stream()
                .anyMatch(mentorship -> mentorship.ectId().equals(ect.id())
                        && Periods.contains(time.startedOn(), time.finishedOn(), mentorship.startedOn()));
    }

    /** Only a mentorship that has begun before the new one counts: another that never begins replaces nobody. */
    private static @Nullable LocalDate firstMentoredByAnother(Participant ect, UUID mentorId, LocalDate startedOn) {
        return ect.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(ect.id())
                        && !mentorship.mentorId().equals(mentorId)
                        && mentorship.startedOn().isBefore(startedOn))
                .map(Mentorship::startedOn)
                .min(naturalOrder())
                .orElse(null);
    }

    /** The ECT's mentorships until now end before the new one. */
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
