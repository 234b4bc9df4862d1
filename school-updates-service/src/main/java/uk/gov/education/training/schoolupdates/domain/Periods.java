package uk.gov.education.training.schoolupdates.domain;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;

/**
 * Selects periods of a participant. Periods include their first and last day. Periods that never take place are left
 * out.
 */
public final class Periods {

    private Periods() {}

    /** Finds the school period in a role that starts last. It may be over or in the future. */
    public static Optional<SchoolPeriod> latestAtSchool(Participant participant, Role role, String schoolUrn) {
        return atSchools(participant, role)
                .filter(period -> period.schoolUrn().equals(schoolUrn))
                .max(comparing(SchoolPeriod::startedOn));
    }

    /** Lists the participant's present and former ids: reports and declarations may still use a former one. */
    public static List<UUID> allIds(Participant participant) {
        return Stream.concat(
                        Stream.of(participant.id()),
                        participant.idChanges().stream().map(IdChange::fromParticipantId))
                .toList();
    }

    public static boolean wasAtSchool(Participant participant, String schoolUrn) {
        return participant.schoolPeriods().stream()
                .anyMatch(period -> period.schoolUrn().equals(schoolUrn));
    }

    /** Finds the school period in a role that contains a date. */
    public static Optional<SchoolPeriod> atSchoolOn(
            Participant participant, Role role, String schoolUrn, LocalDate date) {
        return atSchools(participant, role)
                .filter(period ->
                        period.schoolUrn().equals(schoolUrn) && contains(period.startedOn(), period.finishedOn(), date))
                .findFirst();
    }

    /** Finds the current training in a role, or else the next. */
    public static Optional<Training> currentOrNextTraining(Participant participant, Role role, LocalDate today) {
        return trainings(participant, role)
                .filter(training -> isNotOver(training.finishedOn(), today))
                .min(comparing(Training::startedOn));
    }

    /** Lists the school periods in a role, at any school. */
    public static Stream<SchoolPeriod> atSchools(Participant participant, Role role) {
        return participant.schoolPeriods().stream().filter(period -> period.role() == role && period.takesPlace());
    }

    /** Lists the training in a role, at any school. */
    static Stream<Training> trainings(Participant participant, Role role) {
        return participant.trainings().stream().filter(training -> training.role() == role && training.takesPlace());
    }

    /** Finds the training in a role that starts last. It may be over or in the future. */
    static Optional<Training> latestTraining(Participant participant, Role role) {
        return trainings(participant, role).max(comparing(Training::startedOn));
    }

    static Optional<Training> lastProviderLed(Participant participant, Role role) {
        return trainings(participant, role).filter(Training::isProviderLed).max(comparing(Training::startedOn));
    }

    /** Finds the current training during a school period, or else the next, or else the last. */
    public static Optional<Training> trainingDuring(
            SchoolPeriod schoolPeriod, Participant participant, LocalDate today) {
        List<Training> during = trainings(participant, schoolPeriod.role())
                .filter(training -> training.schoolPeriodId().equals(schoolPeriod.id()))
                .sorted(comparing(Training::startedOn))
                .toList();
        return during.stream()
                .filter(training -> isNotOver(training.finishedOn(), today))
                .findFirst()
                .or(() -> during.isEmpty() ? Optional.empty() : Optional.of(during.getLast()));
    }

    /** Finds an ECT's current mentorship at a school, or else the next. */
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

    /** Returns whether a period with this last day is current or in the future on a day. */
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
