package uk.gov.education.training.providerapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.CohortReason;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.ScheduleChange;
import uk.gov.education.training.events.ScheduleChange.ScheduleAssigned;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.WorkingPattern;

/** ECTs at Oakfield since 1 September 2025, as other services report them. */
final class Registered {

    static final Instant AT = Instant.parse("2025-07-03T13:22:50Z");

    private Registered() {}

    static Participant ect(UUID id, UUID leadProvider, UUID training, String name) {
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
                        AT)),
                List.of(),
                List.of(),
                List.of());
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

    /** What is left of a record that was merged into another. */
    static Participant mergedAway(UUID id, UUID into) {
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

    static Message<ScheduleChange, ScheduleAssignments> scheduled(UUID participant, long version, UUID... trainings) {
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
