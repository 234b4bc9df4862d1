package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** A change of a participant's schedules. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleChange.ScheduleAssigned.class, name = "schedule-assigned"),
    @JsonSubTypes.Type(value = ScheduleChange.ScheduleCorrected.class, name = "schedule-corrected"),
    @JsonSubTypes.Type(value = ScheduleChange.ScheduleNotFound.class, name = "schedule-not-found"),
    @JsonSubTypes.Type(value = ScheduleChange.SchedulesRepublished.class, name = "schedules-republished")
})
public sealed interface ScheduleChange {

    /**
     * A training has a schedule, or another one since its lead provider changed it.
     *
     * @param from the schedule until now, if there was one
     */
    record ScheduleAssigned(
            UUID trainingId, int cohort, @Nullable String from, String to, AssignmentReason reason)
            implements ScheduleChange {}

    /**
     * A schedule was assigned without knowing a fact that is older than the assignment and arrived late.
     *
     * @param from what was assigned until now
     * @param to what should have been assigned at the time; null if that is nothing
     */
    record ScheduleCorrected(
            UUID trainingId,
            int cohort,
            String from,
            @Nullable String to,
            AssignmentReason reason) implements ScheduleChange {}

    /** No schedule fits the training. Retried whenever the contract periods change. */
    record ScheduleNotFound(UUID trainingId, int cohort, AssignmentReason reason) implements ScheduleChange {}

    /** The owner published the facts again. Nothing has changed. */
    record SchedulesRepublished() implements ScheduleChange, Republished {}
}
