package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.WorkingPattern;

/** Participants as they become. */
final class Edits {

    private Edits() {}

    /** Somebody of whom nothing else is known yet. */
    static Participant newcomer(UUID id, String trn, String fullName) {
        return new Participant(id, trn, fullName, null, null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Participant withFullName(Participant p, String fullName) {
        return with(p, fullName, p.schoolPeriods(), p.trainings(), p.mentorships());
    }

    static Participant withSchoolPeriods(Participant p, List<SchoolPeriod> schoolPeriods) {
        return with(p, p.fullName(), schoolPeriods, p.trainings(), p.mentorships());
    }

    static Participant withTrainings(Participant p, List<Training> trainings) {
        return with(p, p.fullName(), p.schoolPeriods(), trainings, p.mentorships());
    }

    static Participant withMentorships(Participant p, List<Mentorship> mentorships) {
        return with(p, p.fullName(), p.schoolPeriods(), p.trainings(), mentorships);
    }

    static Participant withInductionPeriods(Participant p, List<InductionPeriod> inductionPeriods) {
        return new Participant(
                p.id(),
                p.trn(),
                p.fullName(),
                p.ectTrainingRecordId(),
                p.mentorTrainingRecordId(),
                p.schoolPeriods(),
                p.trainings(),
                p.mentorships(),
                inductionPeriods,
                p.idChanges());
    }

    private static Participant with(
            Participant p,
            @Nullable String fullName,
            List<SchoolPeriod> schoolPeriods,
            List<Training> trainings,
            List<Mentorship> mentorships) {
        return new Participant(
                p.id(),
                p.trn(),
                fullName,
                p.ectTrainingRecordId(),
                p.mentorTrainingRecordId(),
                schoolPeriods,
                trainings,
                mentorships,
                p.inductionPeriods(),
                p.idChanges());
    }

    static Participant withEctTrainingRecord(Participant p, UUID id) {
        return p.ectTrainingRecordId() != null ? p : withTrainingRecords(p, id, p.mentorTrainingRecordId());
    }

    static Participant withMentorTrainingRecord(Participant p, UUID id) {
        return p.mentorTrainingRecordId() != null ? p : withTrainingRecords(p, p.ectTrainingRecordId(), id);
    }

    private static Participant withTrainingRecords(Participant p, @Nullable UUID ect, @Nullable UUID mentor) {
        return new Participant(
                p.id(),
                p.trn(),
                p.fullName(),
                ect,
                mentor,
                p.schoolPeriods(),
                p.trainings(),
                p.mentorships(),
                p.inductionPeriods(),
                p.idChanges());
    }

    static Participant withNew(Participant p, SchoolPeriod schoolPeriod) {
        return withSchoolPeriods(p, and(p.schoolPeriods(), schoolPeriod));
    }

    static Participant withNew(Participant p, Training training) {
        return withTrainings(p, and(p.trainings(), training));
    }

    static Participant withNew(Participant p, Mentorship mentorship) {
        return withMentorships(p, and(p.mentorships(), mentorship));
    }

    /** A list with one of its elements replaced. */
    static <T> List<T> replaced(List<T> list, T old, UnaryOperator<T> replacement) {
        return list.stream()
                .map(element -> element.equals(old) ? replacement.apply(element) : element)
                .toList();
    }

    static <T> List<T> and(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    static SchoolPeriod withEmail(SchoolPeriod s, String email) {
        return new SchoolPeriod(
                s.id(),
                s.role(),
                s.schoolUrn(),
                email,
                s.startedOn(),
                s.finishedOn(),
                s.ending(),
                s.workingPattern(),
                s.registeredAt(),
                s.createdAt());
    }

    static SchoolPeriod withWorkingPattern(SchoolPeriod s, WorkingPattern workingPattern) {
        return new SchoolPeriod(
                s.id(),
                s.role(),
                s.schoolUrn(),
                s.email(),
                s.startedOn(),
                s.finishedOn(),
                s.ending(),
                workingPattern,
                s.registeredAt(),
                s.createdAt());
    }

    /** With a last day, unless there is an earlier one. */
    static SchoolPeriod finished(SchoolPeriod s, LocalDate lastDay, Ending ending) {
        return isOverBy(lastDay, s.finishedOn()) ? s : withEnd(s, lastDay, ending);
    }

    static SchoolPeriod withEnd(SchoolPeriod s, LocalDate finishedOn, Ending ending) {
        return new SchoolPeriod(
                s.id(),
                s.role(),
                s.schoolUrn(),
                s.email(),
                s.startedOn(),
                finishedOn,
                ending,
                s.workingPattern(),
                s.registeredAt(),
                s.createdAt());
    }

    /** With a last day, unless there is an earlier one. */
    static Training finished(Training t, LocalDate lastDay, Ending ending) {
        if (isOverBy(lastDay, t.finishedOn())) {
            return t;
        }
        return new Training(
                t.id(),
                t.role(),
                t.schoolPeriodId(),
                t.schoolUrn(),
                t.programme(),
                t.leadProviderId(),
                t.cohort(),
                t.cohortReason(),
                t.partnershipId(),
                t.deliveryPartnerId(),
                t.startedOn(),
                lastDay,
                ending,
                t.registeredAt());
    }

    static Training confirmed(Training t, UUID partnershipId, UUID deliveryPartnerId) {
        return new Training(
                t.id(),
                t.role(),
                t.schoolPeriodId(),
                t.schoolUrn(),
                t.programme(),
                t.leadProviderId(),
                t.cohort(),
                t.cohortReason(),
                partnershipId,
                deliveryPartnerId,
                t.startedOn(),
                t.finishedOn(),
                t.ending(),
                t.registeredAt());
    }

    static Mentorship finished(Mentorship m, LocalDate finishedOn) {
        return new Mentorship(
                m.id(),
                m.mentorId(),
                m.ectId(),
                m.schoolUrn(),
                m.startedOn(),
                finishedOn,
                m.ectTrainingStartedOn(),
                m.ectFirstMentoredOn(),
                m.registeredAt());
    }

    private static boolean isOverBy(LocalDate day, @Nullable LocalDate finishedOn) {
        return finishedOn != null && !finishedOn.isAfter(day);
    }

    /** With one person's id changed where it occurs. */
    static Mentorship withNewId(Mentorship m, UUID from, UUID to) {
        return new Mentorship(
                m.id(),
                m.mentorId().equals(from) ? to : m.mentorId(),
                m.ectId().equals(from) ? to : m.ectId(),
                m.schoolUrn(),
                m.startedOn(),
                m.finishedOn(),
                m.ectTrainingStartedOn(),
                m.ectFirstMentoredOn(),
                m.registeredAt());
    }
}
