package uk.gov.education.training.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that DfE operations should know of, as it stands.
 *
 * @param service that it is about, and that says so
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
        SCHEDULES_UNASSIGNED
    }

    /** The key of its messages: a service has each condition once. */
    public static String key(String service, Condition condition) {
        return service + "/" + Json.MAPPER.valueToTree(condition).textValue();
    }
}
