package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The schedules of a participant's provider-led trainings. A training has one assignment from its registration, and one
 * more for each time that its lead provider changed the schedule, in that order; the last one holds.
 */
public record ScheduleAssignments(UUID participantId, List<ScheduleAssignment> assignments) {

    /**
     * @param cohort the contract period of the schedule
     * @param scheduleIdentifier such as {@code ecf-standard-september}; null while none can be found, and then
     *     {@code reason} says why
     * @param assignedAt the domain's time of the decision: when the training was registered, or the schedule changed
     */
    public record ScheduleAssignment(
            UUID trainingId,
            Role role,
            int cohort,
            @Nullable String scheduleIdentifier,
            AssignmentReason reason,
            Instant assignedAt) {}

    /** The reason for a schedule, or for none. */
    public enum AssignmentReason {
        @JsonProperty("standard")
        STANDARD,
        /** The mentor replaced another one. */
        @JsonProperty("replacement")
        REPLACEMENT,
        /** Earlier training had it. */
        @JsonProperty("carried-over")
        CARRIED_OVER,
        /** Earlier training was in a cohort whose payments are frozen. */
        @JsonProperty("moved-from-closed-cohort")
        MOVED_FROM_CLOSED_COHORT,
        @JsonProperty("changed-by-provider")
        CHANGED_BY_PROVIDER,
        @JsonProperty("no-such-contract-period")
        NO_SUCH_CONTRACT_PERIOD,
        @JsonProperty("no-such-schedule")
        NO_SUCH_SCHEDULE
    }

    /** The current assignment. */
    public Optional<ScheduleAssignment> of(UUID trainingId) {
        return history(trainingId).stream().reduce((earlier, later) -> later);
    }

    /** All of a training's assignments, oldest first. */
    public List<ScheduleAssignment> history(UUID trainingId) {
        return assignments.stream()
                .filter(assignment -> assignment.trainingId().equals(trainingId))
                .toList();
    }
}
