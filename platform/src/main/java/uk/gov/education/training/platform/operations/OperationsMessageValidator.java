package uk.gov.education.training.platform.operations;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import uk.gov.education.training.events.Activity;
import uk.gov.education.training.events.Alert;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.InvalidRecord;

/**
 * Reads records of the operations topics. Accepts only messages that keep the contract, are about a known service, and
 * have a plausible size and times.
 */
final class OperationsMessageValidator {

    private static final int MAX_BYTES = 32 * 1024;
    private static final Duration MAX_CLOCK_SKEW = Duration.ofHours(1);

    private OperationsMessageValidator() {}

    /**
     * Reads a record that is not a tombstone.
     *
     * @throws InvalidRecord if the record breaks the contract
     */
    static <C, S> Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record, Instant now)
            throws InvalidRecord {
        if (record.value() != null && record.value().length > MAX_BYTES) {
            throw new InvalidRecord("size", "The body has more than " + MAX_BYTES + " bytes.");
        }
        Message<C, S> message = CloudEvents.read(topic, record);
        requirePast(message.at(), now);
        switch (message.snapshot()) {
            case Activity activity -> {
                requireService(activity.service());
                requirePast(activity.startedAt(), now);
            }
            case Alert alert -> {
                requireService(alert.service());
                requirePast(alert.since(), now);
            }
            default -> throw new IllegalArgumentException(topic.name());
        }
        return message;
    }

    private static void requireService(String service) throws InvalidRecord {
        require(Topics.isService(service), "/snapshot/service: unknown service");
    }

    private static void requirePast(Instant time, Instant now) throws InvalidRecord {
        require(
                time.isAfter(Instant.EPOCH) && time.isBefore(now.plus(MAX_CLOCK_SKEW)),
                "A time in the body is in the future or before 1970.");
    }

    private static void require(boolean valid, String problem) throws InvalidRecord {
        if (!valid) {
            throw new InvalidRecord("schema", problem);
        }
    }
}
