package uk.gov.education.training.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something is decided now.
 *
 * @param at the domain's time
 * @param traceparent the W3C trace that this belongs to
 * @param event the event that this service reacts to; null if it reacts to a request, or to the end of a key
 */
public record Cause(
        Instant at, String traceparent, @Nullable Event event) {

    /** @param type of the change that it carries, in CloudEvents' terms */
    public record Event(String topic, String id, String type) {}

    /** A request. */
    public Cause(Instant at, String traceparent) {
        this(at, traceparent, null);
    }
}
