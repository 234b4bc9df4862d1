package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What an instance of a service has done. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActivityChange.ActivityReported.class, name = "activity-reported"),
    @JsonSubTypes.Type(value = ActivityChange.InstanceStopped.class, name = "instance-stopped")
})
public sealed interface ActivityChange {

    /**
     * What it did since its last message.
     *
     * @param seconds for how long
     * @param published events that it published itself, all topics together
     */
    record ActivityReported(double seconds, long published, List<Consumed> consumed) implements ActivityChange {

        /**
         * @param in events that came
         * @param applied those that said something new
         * @param ignored those that were older than what was known, or said nothing new to this service
         * @param deadLettered those that could not be used
         */
        public record Consumed(String topic, long in, long applied, long ignored, long deadLettered) {}
    }

    /** It ended on purpose: its silence from now on is no fault. */
    record InstanceStopped() implements ActivityChange {}
}
