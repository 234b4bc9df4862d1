package uk.gov.education.training.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one instance of a service. Values that need the database or the broker are null while it is unavailable.
 *
 * @param service the service, such as {@code schedule-service}
 * @param instance the instance's name, which no other running instance of the service has
 * @param address where its REST calls are answered, such as {@code http://10.0.3.7:8082}
 * @param startedAt when this instance started
 * @param stopped true in its shutdown message: it has stopped normally
 * @param outbox the unpublished events, counted up to 10,000
 * @param consumerPositions the position on each topic that the service reads
 * @param deadLettersWaiting dead letters that wait for a decision
 * @param schedulesUnassigned the training without a schedule; null, too, for services that assign no schedules
 * @param conditions the active conditions of this instance
 */
public record Activity(
        String service,
        String instance,
        String address,
        Instant startedAt,
        boolean stopped,
        @Nullable Backlog outbox,
        List<ConsumerPosition> consumerPositions,
        @Nullable Long deadLettersWaiting,
        @Nullable Long schedulesUnassigned,
        List<ActiveCondition> conditions) {

    /**
     * Records that wait to be published or read.
     *
     * @param records how many wait
     * @param oldestSeconds how long the oldest has waited; 0 if none waits
     */
    public record Backlog(long records, double oldestSeconds) {}

    /**
     * The position of the service on one topic.
     *
     * @param lag the records that the service, with all its instances, has not read yet; null while the broker is
     *     unavailable
     * @param propagationP50Millis the time from when the owner published an event until it took effect here: the median
     *     of about the last minute; null if there was no event
     * @param propagationP99Millis the same, the 99th percentile
     */
    public record ConsumerPosition(
            String topic,
            @Nullable Backlog lag,
            @Nullable Double propagationP50Millis,
            @Nullable Double propagationP99Millis) {}

    /**
     * A condition that holds.
     *
     * @param detail a description without personal data
     */
    public record ActiveCondition(Alert.Condition condition, String detail) {}

    /** The key of its messages. */
    public String key() {
        return service + "/" + instance;
    }
}
