package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that DfE operations should know of.
 *
 * @param service the service that it is about
 * @param raised false once the condition has ended
 * @param detail a description without personal data; null once the alert is cleared
 * @param since when the alert was raised or cleared
 */
public record Alert(
        String service,
        Condition condition,
        boolean raised,
        @Nullable String detail,
        Instant since) {

    public enum Condition {
        /** Training has no schedule because none fits. */
        @JsonProperty("schedules-unassigned")
        SCHEDULES_UNASSIGNED,
        /** Dead letters wait to be replayed or discarded. */
        @JsonProperty("dead-letters-waiting")
        DEAD_LETTERS_WAITING,
        /** Events have waited too long in the outbox. */
        @JsonProperty("relay-stalled")
        RELAY_STALLED,
        /** The service is too far behind on a topic. */
        @JsonProperty("lag-high")
        LAG_HIGH,
        /** Events take too long to take effect. */
        @JsonProperty("propagation-slow")
        PROPAGATION_SLOW,
        /** The service can't reach its database. */
        @JsonProperty("database-unavailable")
        DATABASE_UNAVAILABLE,
        /** The service can't reach Kafka. */
        @JsonProperty("broker-unavailable")
        BROKER_UNAVAILABLE,
        /** Stored data differs from its topic. */
        @JsonProperty("invariant-broken")
        INVARIANT_BROKEN,
        /** An instance stopped reporting without a shutdown message. */
        @JsonProperty("instance-unresponsive")
        INSTANCE_UNRESPONSIVE
    }

    /** The key of its messages: a service has each condition once. */
    public static String key(String service, Condition condition) {
        return service + "/" + name(condition);
    }

    /** A condition's name on the wire. */
    public static String name(Condition condition) {
        return Json.MAPPER.valueToTree(condition).textValue();
    }
}
