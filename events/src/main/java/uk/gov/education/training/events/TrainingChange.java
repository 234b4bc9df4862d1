package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report of a lead provider about a participant's training. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingChange.TrainingDeferred.class, name = "training-deferred"),
    @JsonSubTypes.Type(value = TrainingChange.TrainingWithdrawn.class, name = "training-withdrawn"),
    @JsonSubTypes.Type(value = TrainingChange.TrainingResumed.class, name = "training-resumed"),
    @JsonSubTypes.Type(value = TrainingChange.TrainingScheduleChanged.class, name = "training-schedule-changed"),
    @JsonSubTypes.Type(value = TrainingChange.ReportsTakenOver.class, name = "reports-taken-over"),
    @JsonSubTypes.Type(value = TrainingChange.TrainingReportsRepublished.class, name = "training-reports-republished")
})
public sealed interface TrainingChange {

    /** @param reason one of the deferral reasons, such as {@code parental_leave} */
    record TrainingDeferred(UUID trainingId, UUID leadProviderId, Role role, String reason) implements TrainingChange {}

    /** @param reason one of the withdrawal reasons, such as {@code left_teaching_profession} */
    record TrainingWithdrawn(UUID trainingId, UUID leadProviderId, Role role, String reason)
            implements TrainingChange {}

    /** Deferred or withdrawn training resumes. */
    record TrainingResumed(UUID trainingId, UUID leadProviderId, Role role) implements TrainingChange {}

    /**
     * @param from the schedule until now; null if training had none
     * @param toCohort the same as {@code fromCohort} if only the schedule changed
     */
    record TrainingScheduleChanged(
            UUID trainingId,
            UUID leadProviderId,
            Role role,
            int fromCohort,
            @Nullable String from,
            int toCohort,
            String to)
            implements TrainingChange {}

    /** Two records of one person were merged: this participant has the other's reports too from now on. */
    record ReportsTakenOver(UUID fromParticipantId) implements TrainingChange {}

    /** The owner published the facts again. Nothing has changed. */
    record TrainingReportsRepublished() implements TrainingChange, Republished {}
}
