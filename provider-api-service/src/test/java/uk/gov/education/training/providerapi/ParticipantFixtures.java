package uk.gov.education.training.providerapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.EndReason;
import uk.gov.education.training.events.Participant.Ending;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.events.ParticipantChange.EctRegistered;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;

/** Builds ECTs at Oakfield since 1 September 2025, as other services report them. */
public final class ParticipantFixtures {

    static final Instant AT = Instant.parse("2025-07-03T13:22:50Z");
    static final String OAKFIELD = "900001";
    static final String ASHDOWN = "900002";

    private ParticipantFixtures() {}

    public static Participant ect(UUID id, UUID leadProvider, UUID training, String name) {
        UUID period = UUID.randomUUID();
        return new Participant(
                id,
                "3104872",
                name,
                UUID.nameUUIDFromBytes(id.toString().getBytes(StandardCharsets.UTF_8)),
                null,
                List.of(new SchoolPeriod(
                        period,
                        Role.ECT,
                        "900001",
                        "priya@example.org",
                        LocalDate.parse("2025-09-01"),
                        null,
                        null,
                        WorkingPattern.FULL_TIME,
                        AT,
                        AT)),
                List.of(new Training(
                        training,
                        Role.ECT,
                        period,
                        "900001",
                        TrainingProgramme.PROVIDER_LED,
                        leadProvider,
                        2025,
                        CohortReason.STANDARD,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        LocalDate.parse("2025-09-01"),
                        null,
                        null,
                        AT,
                        AT)),
                List.of(),
                List.of(),
                List.of());
    }

    /** An ECT who leaves Oakfield, and is trained at Ashdown from the day after. */
    static Participant moved(Participant ect, LocalDate lastDay, UUID leadProvider, UUID training) {
        SchoolPeriod old = ect.schoolPeriods().getFirst();
        Training left = ect.trainings().getFirst();
        Ending ending = new Ending(EndReason.JOINED_ANOTHER_SCHOOL, ASHDOWN, AT);
        Participant atAshdown = ect(ect.id(), leadProvider, training, "");
        SchoolPeriod next = atAshdown.schoolPeriods().getFirst();
        Training joined = atAshdown.trainings().getFirst();
        return new Participant(
                ect.id(),
                ect.trn(),
                ect.fullName(),
                ect.ectTrainingRecordId(),
                null,
                List.of(
                        old.withFinishedOn(lastDay).withEnding(ending),
                        new SchoolPeriod(
                                next.id(),
                                Role.ECT,
                                ASHDOWN,
                                "priya@ashdown.example.org",
                                lastDay.plusDays(1),
                                null,
                                null,
                                next.workingPattern(),
                                AT,
                                AT)),
                List.of(
                        left.withFinishedOn(lastDay).withEnding(ending),
                        new Training(
                                training,
                                Role.ECT,
                                joined.schoolPeriodId(),
                                ASHDOWN,
                                joined.programme(),
                                leadProvider,
                                joined.cohort(),
                                joined.cohortReason(),
                                joined.partnershipId(),
                                joined.deliveryPartnerId(),
                                lastDay.plusDays(1),
                                null,
                                null,
                                AT,
                                AT)),
                List.of(),
                List.of(),
                List.of());
    }

    /** A mentor without training of their own, registered at that time. */
    static Participant mentor(UUID id, String trn, String name, Instant createdAt, Map<String, String> emailsBySchool) {
        return new Participant(
                id,
                trn,
                name,
                null,
                UUID.nameUUIDFromBytes((id + " mentor").getBytes(StandardCharsets.UTF_8)),
                emailsBySchool.entrySet().stream()
                        .map(school -> new SchoolPeriod(
                                UUID.nameUUIDFromBytes((id + school.getKey()).getBytes(StandardCharsets.UTF_8)),
                                Role.MENTOR,
                                school.getKey(),
                                school.getValue(),
                                LocalDate.parse("2025-09-01"),
                                null,
                                null,
                                null,
                                createdAt,
                                createdAt))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** A mentor whose own training begins. */
    static Participant trained(Participant mentor, UUID leadProvider, UUID training) {
        return mentor.withEctTrainingRecordId(null)
                .withTrainings(List.of(new Training(
                        training,
                        Role.MENTOR,
                        mentor.schoolPeriods().getFirst().id(),
                        mentor.schoolPeriods().getFirst().schoolUrn(),
                        TrainingProgramme.PROVIDER_LED,
                        leadProvider,
                        2025,
                        CohortReason.STANDARD,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        LocalDate.parse("2025-09-01"),
                        null,
                        null,
                        AT,
                        AT)));
    }

    /** A participant with exactly these mentorships. */
    static Participant in(Participant who, Mentorship... mentorships) {
        return who.withMentorships(List.of(mentorships));
    }

    /** @param to the last day; null if there is none */
    static Mentorship mentorship(UUID mentor, UUID ect, String school, @Nullable LocalDate to) {
        return new Mentorship(
                UUID.nameUUIDFromBytes((mentor + " " + ect).getBytes(StandardCharsets.UTF_8)),
                mentor,
                ect,
                school,
                LocalDate.parse("2025-09-01"),
                to,
                LocalDate.parse("2025-09-01"),
                null,
                AT);
    }

    /** A record after another was merged into it. */
    static Participant with(Participant stays, Participant ends) {
        return new Participant(
                stays.id(),
                stays.trn(),
                stays.fullName(),
                stays.ectTrainingRecordId(),
                null,
                Stream.concat(stays.schoolPeriods().stream(), ends.schoolPeriods().stream())
                        .toList(),
                Stream.concat(stays.trainings().stream(), ends.trainings().stream())
                        .toList(),
                List.of(),
                List.of(),
                List.of(new IdChange(ends.id(), stays.id(), AT)));
    }

    /** The remains of a record that was merged into another. */
    static Participant mergedRecord(UUID id, UUID into) {
        return new Participant(
                id,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new IdChange(id, into, AT)));
    }

    /** The registration of an ECT whose only training is provider-led. */
    static Message<ParticipantChange, Participant> registered(long version, Participant ect) {
        Training training = ect.trainings().getFirst();
        return new Message<>(
                version,
                AT,
                new EctRegistered(
                        training.schoolUrn(),
                        null,
                        training.startedOn(),
                        TrainingProgramme.PROVIDER_LED,
                        training.leadProviderId()),
                ect);
    }

    public static Message<ScheduleChange, ScheduleAssignments> scheduled(
            UUID participant, long version, UUID... trainings) {
        return new Message<>(
                version,
                AT,
                new ScheduleAssigned(trainings[0], 2025, null, "ecf-standard-september", AssignmentReason.STANDARD),
                new ScheduleAssignments(
                        participant,
                        Stream.of(trainings)
                                .map(training -> new ScheduleAssignment(
                                        training,
                                        Role.ECT,
                                        2025,
                                        "ecf-standard-september",
                                        AssignmentReason.STANDARD,
                                        AT))
                                .toList()));
    }
}
