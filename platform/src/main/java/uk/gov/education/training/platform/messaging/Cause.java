package uk.gov.education.training.platform.messaging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reason for a decision.
 *
 * @param at the domain's time
 * @param traceparent the W3C trace context
 * @param event the event that this service reacts to; null for a request or a tombstone
 */
public record Cause(
        Instant at, String traceparent, @Nullable Event event) {

    /** @param type of the event, as in CloudEvents */
    public record Event(String topic, String id, String type) {}

    /** A cause in this service itself, such as a schedule: now, as the start of a new trace. */
    public static Cause now() {
        return new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin());
    }

    /** A cause that is a request. */
    public Cause(Instant at, String traceparent) {
        this(at, traceparent, null);
    }
}
