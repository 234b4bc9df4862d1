package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/** Which of a participant's periods is meant. Periods include their first and their last day. */
public final class Periods {

    private Periods() {}

    /** The time at a school in a role that began last; it may be over, or not begun. */
    public static Optional<SchoolPeriod> latestAtSchool(Participant participant, Role role, String schoolUrn) {
        return participant.schoolPeriods().stream()
                .filter(period -> period.role() == role && period.schoolUrn().equals(schoolUrn))
                .max(comparing(SchoolPeriod::startedOn));
    }

    public static boolean wasAtSchool(Participant participant, String schoolUrn) {
        return participant.schoolPeriods().stream()
                .anyMatch(period -> period.schoolUrn().equals(schoolUrn));
    }

    /** The time at a school in a role that a date is in. */
    public static Optional<SchoolPeriod> atSchoolOn(
            Participant participant, Role role, String schoolUrn, LocalDate date) {
        return participant.schoolPeriods().stream()
                .filter(period -> period.role() == role
                        && period.schoolUrn().equals(schoolUrn)
                        && contains(period.startedOn(), period.finishedOn(), date))
                .findFirst();
    }

    /** The training in a role that goes on today, or else the next to begin. */
    public static Optional<Training> currentOrNextTraining(Participant participant, Role role, LocalDate today) {
        return participant.trainings().stream()
                .filter(training -> training.role() == role && isNotOver(training.finishedOn(), today))
                .min(comparing(Training::startedOn));
    }

    /** The training in a role that began last; it may be over, or not begun. */
    static Optional<Training> latestTraining(Participant participant, Role role) {
        return participant.trainings().stream()
                .filter(training -> training.role() == role)
                .max(comparing(Training::startedOn));
    }

    static boolean contains(LocalDate startedOn, @Nullable LocalDate finishedOn, LocalDate date) {
        return !date.isBefore(startedOn) && isNotOver(finishedOn, date);
    }

    /** Whether a period still goes on, or is yet to come, on a day. */
    public static boolean isNotOver(@Nullable LocalDate finishedOn, LocalDate day) {
        return finishedOn == null || !finishedOn.isBefore(day);
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
