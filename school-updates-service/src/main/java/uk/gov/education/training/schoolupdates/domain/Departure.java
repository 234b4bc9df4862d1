package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/** The end of someone's time at a school, because another school has them. */
final class Departure {

    private Departure() {}

    /** Time at the school and training there end on the last day; training that begins later never was. */
    static Participant on(LocalDate lastDay, SchoolPeriod leaving, Participant participant) {
        List<Training> trainings = participant.trainings().stream()
                .filter(training -> !training.schoolPeriodId().equals(leaving.id())
                        || !training.startedOn().isAfter(lastDay))
                .map(training -> training.schoolPeriodId().equals(leaving.id())
                                && Periods.isNotOver(training.finishedOn(), lastDay)
                        ? Edits.finished(training, lastDay)
                        : training)
                .toList();
        return Edits.withSchoolPeriods(
                Edits.withTrainings(participant, trainings),
                Edits.replaced(
                        participant.schoolPeriods(), leaving, schoolPeriod -> Edits.finished(schoolPeriod, lastDay)));
    }

    /** Whether someone else is mentored, or mentors, at that school beyond the last day. */
    static boolean leavesMentorshipBehind(LocalDate lastDay, SchoolPeriod leaving, Participant participant) {
        return participant.mentorships().stream()
                .filter(mentorship -> mentorship.schoolUrn().equals(leaving.schoolUrn())
                        && isIn(leaving.role(), participant, mentorship))
                .anyMatch(mentorship -> Periods.isNotOver(mentorship.finishedOn(), lastDay.plusDays(1)));
    }

    private static boolean isIn(Role role, Participant participant, Mentorship mentorship) {
        return (role == Role.ECT ? mentorship.ectId() : mentorship.mentorId()).equals(participant.id());
    }
}
