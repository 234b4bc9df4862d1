package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A change of an alert. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AlertChange.AlertRaised.class, name = "alert-raised"),
    @JsonSubTypes.Type(value = AlertChange.AlertCleared.class, name = "alert-cleared")
})
public sealed interface AlertChange {

    /**
     * The condition has started, or its detail has changed.
     *
     * @param detail a description without personal data
     */
    record AlertRaised(String detail) implements AlertChange {}

    /** The condition has ended. */
    record AlertCleared() implements AlertChange {}
}
