package uk.gov.education.training.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one instance of a service stands. What only the database or the broker could tell is null while that is away.
 *
 * @param service the service, such as {@code schedule-service}
 * @param instance the instance's name, which no other running instance of the service has
 * @param address where its REST calls are answered, such as {@code http://10.0.3.7:8082}
 * @param startedAt when this instance started
 * @param stopped true in its farewell: it has ended on purpose
 * @param outbox what waits to be published; counted to 10,000 and no further
 * @param reading how far the service has read each topic that it reads
 * @param deadLettersWaiting records that it could not use and about which nobody has decided
 * @param schedulesUnassigned trainings that should have a schedule and have none; null also where that is not this
 *     service's to say
 * @param conditions what is wrong, as this instance sees it
 */
public record Activity(
        String service,
        String instance,
        String address,
        Instant startedAt,
        boolean stopped,
        @Nullable Waiting outbox,
        List<Reading> reading,
        @Nullable Long deadLettersWaiting,
        @Nullable Long schedulesUnassigned,
        List<Standing> conditions) {

    /**
     * @param records how many wait
     * @param oldestSeconds how long the oldest has waited; 0 if none waits
     */
    public record Waiting(long records, double oldestSeconds) {}

    /**
     * @param lag what the service, with all its instances, has not read yet; null while the broker is away
     * @param propagationP50Millis from the moment that an owner published an event to its effect here: the median of
     *     about the last minute; null if there was none
     * @param propagationP99Millis likewise, the 99th percentile
     */
    public record Reading(
            String topic,
            @Nullable Waiting lag,
            @Nullable Double propagationP50Millis,
            @Nullable Double propagationP99Millis) {}

    /** @param detail what is wrong, without personal data */
    public record Standing(Alert.Condition condition, String detail) {}

    /** The key of its messages. */
    public String key() {
        return service + "/" + instance;
    }
}
