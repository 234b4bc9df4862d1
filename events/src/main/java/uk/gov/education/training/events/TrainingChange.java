package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** What a lead provider reported about a participant's training. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingChange.TrainingDeferred.class, name = "training-deferred"),
    @JsonSubTypes.Type(value = TrainingChange.ReportsTakenOver.class, name = "reports-taken-over")
})
public sealed interface TrainingChange {

    /** @param reason one of the deferral reasons, such as {@code parental_leave} */
    record TrainingDeferred(UUID trainingId, UUID leadProviderId, Role role, String reason) implements TrainingChange {}

    /** Two records of one person became one: this participant has the other's reports too from now on. */
    record ReportsTakenOver(UUID fromParticipantId) implements TrainingChange {}
}
