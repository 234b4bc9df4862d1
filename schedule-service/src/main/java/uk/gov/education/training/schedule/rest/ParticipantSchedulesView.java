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

record ParticipantSchedulesView(UUID participantId, List<TrainingSchedule> schedules) {

    /**
     * @param trainingStatus as last reported
     * @param reported all that the lead provider reported, oldest first
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

    /** @param asOf nothing later is shown */
    static ParticipantSchedulesView of(ScheduleAssignments assignments, TrainingReports reports, Instant asOf) {
        return new ParticipantSchedulesView(
                assignments.participantId(),
                assignments.assignments().stream()
                        .filter(assignment -> !assignment.assignedAt().isAfter(asOf))
                        .map(assignment -> of(assignment, reported(reports, assignment.trainingId(), asOf)))
                        .toList());
    }

    private static TrainingSchedule of(ScheduleAssignment assignment, List<StatusReport> reported) {
        return new TrainingSchedule(
                assignment.trainingId(),
                assignment.role(),
                assignment.cohort(),
                assignment.scheduleIdentifier(),
                assignment.reason(),
                assignment.assignedAt(),
                reported.isEmpty() ? TrainingStatus.ACTIVE : reported.getLast().status(),
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
