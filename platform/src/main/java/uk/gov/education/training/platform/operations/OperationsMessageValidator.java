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
 * Reads the topics of operations as suspiciously as any other: whatever lies on them, a message is as the contract has
 * it, about a service that there is, of no size or time beyond reason, or it is none.
 */
final class OperationsMessageValidator {

    private static final int MOST_BYTES = 32 * 1024;
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private OperationsMessageValidator() {}

    /**
     * Reads a record that is not a tombstone.
     *
     * @throws InvalidRecord if it is not as the contract has it
     */
    static <C, S> Message<C, S> read(Topic<C, S> topic, ConsumerRecord<String, byte[]> record, Instant now)
            throws InvalidRecord {
        if (record.value() != null && record.value().length > MOST_BYTES) {
            throw new InvalidRecord("size", "The body has more than " + MOST_BYTES + " bytes.");
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
        require(Topics.isService(service), "/snapshot/service: is none");
    }

    private static void requirePast(Instant time, Instant now) throws InvalidRecord {
        require(
                time.isAfter(Instant.EPOCH) && time.isBefore(now.plus(CLOCKS_DIFFER)),
                "A time in the body has not been, or was before there were such messages.");
    }

    private static void require(boolean asItShouldBe, String otherwise) throws InvalidRecord {
        if (!asItShouldBe) {
            throw new InvalidRecord("schema", otherwise);
        }
    }
}
