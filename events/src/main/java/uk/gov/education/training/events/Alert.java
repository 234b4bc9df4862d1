package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that DfE operations should know of, as it stands.
 *
 * @param service that it is about
 * @param raised false once it has passed
 * @param detail what is wrong, without personal data; null once it has passed
 * @param since when it was raised, or had passed
 */
public record Alert(
        String service,
        Condition condition,
        boolean raised,
        @Nullable String detail,
        Instant since) {

    public enum Condition {
        /** Training should have a schedule and none fits. */
        @JsonProperty("schedules-unassigned")
        SCHEDULES_UNASSIGNED,
        /** Records that the service could not use wait for somebody to replay or discard them. */
        @JsonProperty("dead-letters-waiting")
        DEAD_LETTERS_WAITING,
        /** What the service wants to publish has waited for too long. */
        @JsonProperty("relay-stalled")
        RELAY_STALLED,
        /** The service is too far behind in reading a topic. */
        @JsonProperty("lag-high")
        LAG_HIGH,
        /** Events take too long to have their effect. */
        @JsonProperty("propagation-slow")
        PROPAGATION_SLOW,
        /** The service can't reach its database. */
        @JsonProperty("database-away")
        DATABASE_AWAY,
        /** The service can't reach Kafka. */
        @JsonProperty("broker-away")
        BROKER_AWAY,
        /** What the service holds is not what its topics say. */
        @JsonProperty("invariant-broken")
        INVARIANT_BROKEN,
        /** An instance has ended, or hangs, without a farewell. */
        @JsonProperty("instance-silent")
        INSTANCE_SILENT
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
