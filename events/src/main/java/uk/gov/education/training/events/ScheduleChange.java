package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;

/** What changed in a participant's schedules. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleChange.ScheduleAssigned.class, name = "schedule-assigned"),
    @JsonSubTypes.Type(value = ScheduleChange.ScheduleNotFound.class, name = "schedule-not-found")
})
public sealed interface ScheduleChange {

    /**
     * A training has a schedule.
     *
     * @param from the schedule until now: only where a fact that arrived late corrects an assignment
     */
    record ScheduleAssigned(
            UUID trainingId, int cohort, @Nullable String from, String to, AssignmentReason reason)
            implements ScheduleChange {}

    /** A training should have a schedule and none fits; it is tried again whenever the catalogue changes. */
    record ScheduleNotFound(UUID trainingId, int cohort, AssignmentReason reason) implements ScheduleChange {}
}
