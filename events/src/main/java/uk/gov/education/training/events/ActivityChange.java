package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A change in the activity of an instance. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActivityChange.ActivityReported.class, name = "activity-reported"),
    @JsonSubTypes.Type(value = ActivityChange.InstanceStopped.class, name = "instance-stopped")
})
public sealed interface ActivityChange {

    /**
     * The activity of the instance since its last message.
     *
     * @param seconds the length of that time
     * @param published events that it published, for all topics together
     */
    record ActivityReported(double seconds, long published, List<Consumed> consumed) implements ActivityChange {

        /**
         * The events of one topic.
         *
         * @param in events received
         * @param applied events that contained news
         * @param ignored events older than the stored snapshot, or without news for this service
         * @param deadLettered events that could not be used
         */
        public record Consumed(String topic, long in, long applied, long ignored, long deadLettered) {}
    }

    /** The instance stopped normally and sends no more reports. */
    record InstanceStopped() implements ActivityChange {}
}
