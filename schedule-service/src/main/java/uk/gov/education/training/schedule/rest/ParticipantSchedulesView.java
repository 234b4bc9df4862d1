package uk.gov.education.training.schedule.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;
import uk.gov.education.training.schedule.store.ScheduleHistory.Line;

/**
 * The schedules of a participant.
 *
 * @param history the published changes, oldest first, each with the event that caused it
 */
record ParticipantSchedulesView(UUID participantId, List<TrainingSchedule> schedules, List<Line> history) {

    /**
     * The schedule of a training.
     *
     * @param scheduleIdentifier null if there is no schedule; {@code reason} explains why
     * @param trainingStatus the last reported status
     * @param reported the lead provider's reports about the status, oldest first
     */
    record TrainingSchedule(
            UUID trainingId,
            Role role,
            int cohort,
            @Nullable String scheduleIdentifier,
            AssignmentReason reason,
            Instant assignedAt,
            TrainingStatus trainingStatus,
            List<StatusReport> reported) {}

    /** @param asOf the time after which nothing is shown */
    static ParticipantSchedulesView of(
            ScheduleAssignments assignments, TrainingReports reports, List<Line> history, Instant asOf) {
        return new ParticipantSchedulesView(
                assignments.participantId(),
                assignments.assignments().stream()
                        .map(ScheduleAssignment::trainingId)
                        .distinct()
                        .flatMap(training -> assignments.history(training).stream()
                                .filter(assignment -> !assignment.assignedAt().isAfter(asOf))
                                .reduce((earlier, later) -> later)
                                .stream())
                        .map(assignment -> of(
                                assignment,
                                reports.status(assignment.trainingId(), asOf),
                                reported(reports, assignment.trainingId(), asOf)))
                        .toList(),
                history.stream().filter(line -> !line.at().isAfter(asOf)).toList());
    }

    private static TrainingSchedule of(
            ScheduleAssignment assignment, TrainingStatus status, List<StatusReport> reported) {
        return new TrainingSchedule(
                assignment.trainingId(),
                assignment.role(),
                assignment.cohort(),
                assignment.scheduleIdentifier(),
                assignment.reason(),
                assignment.assignedAt(),
                status,
                reported);
    }

    private static List<StatusReport> reported(TrainingReports reports, UUID trainingId, Instant asOf) {
        return reports.trainings().stream()
                .filter(report -> report.trainingId().equals(trainingId))
                .flatMap(report -> report.statuses().stream())
                .filter(status -> !status.at().isAfter(asOf))
                .toList();
    }
}
