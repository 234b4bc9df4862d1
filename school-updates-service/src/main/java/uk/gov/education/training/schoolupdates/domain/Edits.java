package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

/** Copies participants with changes. */
final class Edits {

    private Edits() {}

    /** Creates a participant without periods. */
    static Participant newcomer(UUID id, String trn, String fullName) {
        return new Participant(id, trn, fullName, null, null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Participant withEctTrainingRecord(Participant p, UUID id) {
        return p.ectTrainingRecordId() != null ? p : p.withEctTrainingRecordId(id);
    }

    static Participant withMentorTrainingRecord(Participant p, UUID id) {
        return p.mentorTrainingRecordId() != null ? p : p.withMentorTrainingRecordId(id);
    }

    static Participant withNew(Participant p, SchoolPeriod schoolPeriod) {
        return p.withSchoolPeriods(and(p.schoolPeriods(), schoolPeriod));
    }

    static Participant withNew(Participant p, Training training) {
        return p.withTrainings(and(p.trainings(), training));
    }

    static Participant withNew(Participant p, Mentorship mentorship) {
        return p.withMentorships(and(p.mentorships(), mentorship));
    }

    /** Replaces one element of a list. */
    static <T> List<T> replaced(List<T> list, T old, UnaryOperator<T> replacement) {
        return list.stream()
                .map(element -> element.equals(old) ? replacement.apply(element) : element)
                .toList();
    }

    static <T> List<T> and(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    /** Sets the last day, unless an earlier one is set. */
    static SchoolPeriod finished(SchoolPeriod s, LocalDate lastDay, Ending ending) {
        return isOverBy(lastDay, s.finishedOn()) ? s : s.withFinishedOn(lastDay).withEnding(ending);
    }

    /** Sets the last day, unless an earlier one is set. */
    static Training finished(Training t, LocalDate lastDay, Ending ending) {
        return isOverBy(lastDay, t.finishedOn()) ? t : t.withFinishedOn(lastDay).withEnding(ending);
    }

    private static boolean isOverBy(LocalDate day, @Nullable LocalDate finishedOn) {
        return finishedOn != null && !finishedOn.isAfter(day);
    }

    /** Replaces a participant's id. */
    static Mentorship withNewId(Mentorship m, UUID from, UUID to) {
        return m.withMentorId(m.mentorId().equals(from) ? to : m.mentorId())
                .withEctId(m.ectId().equals(from) ? to : m.ectId());
    }
}
