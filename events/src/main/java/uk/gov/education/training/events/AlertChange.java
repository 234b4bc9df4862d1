package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What changed about a condition that DfE operations should know of. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertChange.AlertRaised.class, name = "alert-raised"),
    @JsonSubTypes.Type(value = AlertChange.AlertCleared.class, name = "alert-cleared")
})
public sealed interface AlertChange {

    /**
     * The condition holds, or holds otherwise than before.
     *
     * @param detail what is wrong, without personal data
     */
    record AlertRaised(String detail) implements AlertChange {}

    /** The condition has passed. */
    record AlertCleared() implements AlertChange {}
}
