package uk.gov.education.training.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The schedule of each of a participant's provider-led trainings. */
public record ScheduleAssignments(UUID participantId, List<ScheduleAssignment> assignments) {

    /**
     * @param cohort the contract period of the schedule
     * @param scheduleIdentifier such as {@code ecf-standard-september}; null while none can be found, and then
     *     {@code reason} says why
     * @param assignedAt the domain's time of the decision: when the training was registered
     */
    public record ScheduleAssignment(
            UUID trainingId,
            Role role,
            int cohort,
            @Nullable String scheduleIdentifier,
            AssignmentReason reason,
            Instant assignedAt) {}

    /** Why a training has this schedule, or none. */
    public enum AssignmentReason {
        STANDARD,
        /** The mentor replaced another one. */
        REPLACEMENT,
        /** Earlier training had it. */
        CARRIED_OVER,
        /** Earlier training was in a cohort whose payments are frozen. */
        MOVED_FROM_CLOSED_COHORT,
        NO_SUCH_CONTRACT_PERIOD,
        NO_SUCH_SCHEDULE
    }

    public Optional<ScheduleAssignment> of(UUID trainingId) {
        return assignments.stream()
                .filter(assignment -> assignment.trainingId().equals(trainingId))
                .findFirst();
    }
}
