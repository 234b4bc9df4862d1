package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * Which of a participant's periods is meant. Periods include their first and their last day; one that never takes place
 * is never meant.
 */
public final class Periods {

    private Periods() {}

    /** The time at a school in a role that began last; it may be over, or not begun. */
    public static Optional<SchoolPeriod> latestAtSchool(Participant participant, Role role, String schoolUrn) {
        return atSchools(participant, role)
                .filter(period -> period.schoolUrn().equals(schoolUrn))
                .max(comparing(SchoolPeriod::startedOn));
    }

    public static boolean wasAtSchool(Participant participant, String schoolUrn) {
        return participant.schoolPeriods().stream()
                .anyMatch(period -> period.schoolUrn().equals(schoolUrn));
    }

    /** The time at a school in a role that a date is in. */
    public static Optional<SchoolPeriod> atSchoolOn(
            Participant participant, Role role, String schoolUrn, LocalDate date) {
        return atSchools(participant, role)
                .filter(period ->
                        period.schoolUrn().equals(schoolUrn) && contains(period.startedOn(), period.finishedOn(), date))
                .findFirst();
    }

    /** The training in a role that goes on today, or else the next to begin. */
    public static Optional<Training> currentOrNextTraining(Participant participant, Role role, LocalDate today) {
        return trainings(participant, role)
                .filter(training -> isNotOver(training.finishedOn(), today))
                .min(comparing(Training::startedOn));
    }

    /** Times at whatever school. */
    public static Stream<SchoolPeriod> atSchools(Participant participant, Role role) {
        return participant.schoolPeriods().stream().filter(period -> period.role() == role && period.takesPlace());
    }

    /** Training at whatever school. */
    static Stream<Training> trainings(Participant participant, Role role) {
        return participant.trainings().stream().filter(training -> training.role() == role && training.takesPlace());
    }

    /** The training in a role that began last; it may be over, or not begun. */
    static Optional<Training> latestTraining(Participant participant, Role role) {
        return trainings(participant, role).max(comparing(Training::startedOn));
    }

    static Optional<Training> lastProviderLed(Participant participant, Role role) {
        return trainings(participant, role).filter(Training::isProviderLed).max(comparing(Training::startedOn));
    }

    /** The training that someone has during a time at a school: today's, or else the next, or else the last. */
    public static Optional<Training> trainingDuring(SchoolPeriod time, Participant participant, LocalDate today) {
        List<Training> during = trainings(participant, time.role())
                .filter(training -> training.schoolPeriodId().equals(time.id()))
                .sorted(comparing(Training::startedOn))
                .toList();
        return during.stream()
                .filter(training -> isNotOver(training.finishedOn(), today))
                .findFirst()
                .or(() -> during.isEmpty() ? Optional.empty() : Optional.of(during.getLast()));
    }

    /** The mentorship that an ECT is in today at a school, or else the next. */
    public static Optional<Mentorship> currentOrNextMentorship(Participant ect, String schoolUrn, LocalDate today) {
        return ect.mentorships().stream()
                .filter(mentorship -> mentorship.ectId().equals(ect.id())
                        && mentorship.schoolUrn().equals(schoolUrn)
                        && isNotOver(mentorship.finishedOn(), today))
                .min(comparing(Mentorship::startedOn));
    }

    static boolean contains(LocalDate startedOn, @Nullable LocalDate finishedOn, LocalDate date) {
        return !date.isBefore(startedOn) && isNotOver(finishedOn, date);
    }

    /** Whether a period still goes on, or is yet to come, on a day. */
    public static boolean isNotOver(@Nullable LocalDate finishedOn, LocalDate day) {
        return finishedOn == null || !finishedOn.isBefore(day);
    }

    static boolean overlap(
            LocalDate oneStart, @Nullable LocalDate oneEnd, LocalDate otherStart, @Nullable LocalDate otherEnd) {
        return isNotOver(oneEnd, otherStart) && isNotOver(otherEnd, oneStart);
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static @Nullable LocalDate earlierEnd(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
