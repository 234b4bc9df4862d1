package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A milestone of training, in the order in which training reaches them. */
public enum DeclarationType {
    @JsonProperty("started")
    STARTED,
    @JsonProperty("retained-1")
    RETAINED_1,
    @JsonProperty("retained-2")
    RETAINED_2,
    @JsonProperty("retained-3")
    RETAINED_3,
    @JsonProperty("retained-4")
    RETAINED_4,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("extended-1")
    EXTENDED_1,
    @JsonProperty("extended-2")
    EXTENDED_2,
    @JsonProperty("extended-3")
    EXTENDED_3;

    /** The name outside this system, such as {@code retained-1}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
