package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.FundingPosition.RoleFunding;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.TrainingReports.StatusReport;
import uk.gov.education.training.events.TrainingReports.TrainingStatus;

/**
 * @param ect absent if the participant never was one
 * @param mentor likewise
 */
record ParticipantFundingView(
        UUID participantId,
        @Nullable RoleFundingView ect,
        @Nullable RoleFundingView mentor,
        List<TrainingView> trainings) {

    /** @param eligible null while it is not decided that the participant is, as lead providers see it */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RoleFundingView(
            @Nullable Boolean eligible,
            @Nullable LocalDate eligibleFrom,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {

        /** @param day eligibility that begins after it is not shown */
        static @Nullable RoleFundingView of(@Nullable RoleFunding funding, LocalDate day) {
            if (funding == null) {
                return null;
            }
            if (funding.eligibleFrom() != null && funding.eligibleFrom().isAfter(day)) {
                return new RoleFundingView(null, null, null, null);
            }
            return new RoleFundingView(
                    funding.eligible(), funding.eligibleFrom(), funding.endedOn(), funding.endReason());
        }
    }

    /**
     * @param scheduleIdentifier absent while there is none
     * @param trainingStatus as last reported
     * @param reported all that the lead provider reported, oldest first
     */
    record TrainingView(
            UUID trainingId,
            Role role,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable String scheduleIdentifier,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            TrainingStatus trainingStatus,
            List<StatusReport> reported) {}

    /**
     * @param asOf no training and no report later than this is shown
     * @param day the London date of that
     */
    static ParticipantFundingView of(
            Participant participant,
            Optional<FundingPosition> position,
            Optional<ScheduleAssignments> schedules,
            Optional<TrainingReports> reports,
            Instant asOf,
            LocalDate day) {
        return new ParticipantFundingView(
                participant.id(),
                RoleFundingView.of(position.map(FundingPosition::ect).orElse(null), day),
                RoleFundingView.of(position.map(FundingPosition::mentor).orElse(null), day),
                participant.trainings().stream()
                        .filter(training -> !training.registeredAt().isAfter(asOf))
                        .map(training -> of(
                                training,
                                schedules.flatMap(all -> all.of(training.id())),
                                reported(reports, training.id(), asOf)))
                        .toList());
    }

    private static TrainingView of(
            Training training, Optional<ScheduleAssignment> schedule, List<StatusReport> reported) {
        return new TrainingView(
                training.id(),
                training.role(),
                training.programme(),
                training.leadProviderId(),
                training.cohort(),
                schedule.map(ScheduleAssignment::scheduleIdentifier).orElse(null),
                training.startedOn(),
                training.finishedOn(),
                reported.isEmpty() ? TrainingStatus.ACTIVE : reported.getLast().status(),
                reported);
    }

    private static List<StatusReport> reported(Optional<TrainingReports> reports, UUID trainingId, Instant asOf) {
        return reports.stream()
                .flatMap(all -> all.trainings().stream())
                .filter(report -> report.trainingId().equals(trainingId))
                .flatMap(report -> report.statuses().stream())
                .filter(status -> !status.at().isAfter(asOf))
                .toList();
    }
}
