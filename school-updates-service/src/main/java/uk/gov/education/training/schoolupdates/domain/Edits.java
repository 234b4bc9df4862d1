package uk.gov.education.training.schoolupdates.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

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

    private static Participant with(
            Participant p,
            String fullName,
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

    private static <T> List<T> and(List<T> list, T added) {
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
                s.workingPattern(),
                s.registeredAt(),
                s.createdAt());
    }

    static SchoolPeriod finished(SchoolPeriod s, LocalDate finishedOn) {
        return new SchoolPeriod(
                s.id(),
                s.role(),
                s.schoolUrn(),
                s.email(),
                s.startedOn(),
                finishedOn,
                s.workingPattern(),
                s.registeredAt(),
                s.createdAt());
    }

    static Training finished(Training t, LocalDate finishedOn) {
        return new Training(
                t.id(),
                t.role(),
                t.schoolPeriodId(),
                t.schoolUrn(),
                t.programme(),
                t.leadProviderId(),
                t.cohort(),
                t.partnershipId(),
                t.deliveryPartnerId(),
                t.startedOn(),
                finishedOn,
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
                partnershipId,
                deliveryPartnerId,
                t.startedOn(),
                t.finishedOn(),
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
}
