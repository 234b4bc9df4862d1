package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a participant has reached in training. In the order in which training reaches it. */
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

    /** As it is written everywhere outside this system, such as {@code retained-1}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
