package uk.gov.education.training.schoolupdates.domain;

import static uk.gov.education.training.schoolupdates.domain.Periods.isNotOver;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.ParticipantChange.MentorshipEnded;
import uk.gov.education.training.events.Role;

/**
 * Ends a school period.
 *
 * <ol>
 *   <li>Training and mentorships during it end on the same day, unless they end earlier.
 *   <li>Training that would begin on that day or later never takes place. Such a mentorship is removed.
 *   <li>The mentorship also ends in the record of the other participant, where nothing else changes.
 * </ol>
 */
final class EndSchoolPeriod {

    private EndSchoolPeriod() {}

    static AffectedParticipants on(
            LocalDate lastDay,
            UUID who,
            SchoolPeriod leaving,
            Ending ending,
            AffectedParticipants affectedParticipants) {
        Participant before = affectedParticipants.get(who);
        List<Mentorship> cut = before.mentorships().stream()
                .filter(mentorship -> isPartOf(mentorship, leaving, who))
                .filter(mentorship -> isNotOver(mentorship.finishedOn(), lastDay.plusDays(1))
                        || !mentorship.startedOn().isBefore(lastDay))
                .toList();
        AffectedParticipants after = affectedParticipants.with(left(before, leaving, lastDay, ending));
        for (Mentorship mentorship : cut) {
            after = ended(mentorship, lastDay, who, after);
        }
        return after;
    }

    private static Participant left(Participant before, SchoolPeriod leaving, LocalDate lastDay, Ending ending) {
        return before.withTrainings(before.trainings().stream()
                        .map(training -> training.schoolPeriodId().equals(leaving.id())
                                ? Edits.finished(training, lastDayOfTraining(training.startedOn(), lastDay), ending)
                                : training)
                        .toList())
                .withSchoolPeriods(Edits.replaced(
                        before.schoolPeriods(),
                        leaving,
                        schoolPeriod -> Edits.finished(schoolPeriod, lastDay, ending)));
    }

    private static LocalDate lastDayOfTraining(LocalDate startedOn, LocalDate lastDay) {
        return startedOn.equals(lastDay) ? lastDay.minusDays(1) : lastDay;
    }

    private static boolean isPartOf(Mentorship mentorship, SchoolPeriod leaving, UUID who) {
        UUID inThisRole = leaving.role() == Role.ECT ? mentorship.ectId() : mentorship.mentorId();
        return inThisRole.equals(who)
                && mentorship.schoolUrn().equals(leaving.schoolUrn())
                && Periods.contains(leaving.startedOn(), leaving.finishedOn(), mentorship.startedOn());
    }

    /** Ends or removes a mentorship in the records of both participants. */
    static AffectedParticipants ended(
            Mentorship mentorship, LocalDate lastDay, UUID becauseOf, AffectedParticipants affectedParticipants) {
        boolean never = !mentorship.startedOn().isBefore(lastDay);
        UUID otherId = mentorship.ectId().equals(becauseOf) ? mentorship.mentorId() : mentorship.ectId();
        MentorshipEnded ended = new MentorshipEnded(
                mentorship.mentorId(),
                mentorship.ectId(),
                Optional.of(lastDay).filter(day -> !never).orElse(null));
        AffectedParticipants one =
                affectedParticipants.with(without(mentorship, lastDay, never, affectedParticipants.get(becauseOf)));
        return one.with(ended, without(mentorship, lastDay, never, affectedParticipants.get(otherId)));
    }

    private static Participant without(
            Mentorship mentorship, LocalDate lastDay, boolean never, Participant participant) {
        return participant.withMentorships(participant.mentorships().stream()
                .filter(each -> !never || !each.id().equals(mentorship.id()))
                .map(each -> each.id().equals(mentorship.id()) ? each.withFinishedOn(lastDay) : each)
                .toList());
    }
}
