package uk.gov.education.training.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that becomes hostile. It starts as a valid record of the topic's owner, about a participant that no other
 * record mentions.
 */
final class RecordDraft {

    final Random random;
    final String topic;
    final String ownKey;
    final ObjectNode message;
    final RecordHeaders headers = new RecordHeaders();
    byte @Nullable [] key;
    byte @Nullable [] value;

    @Nullable
    Integer partition;

    @Nullable
    Long timestamp;

    RecordDraft(Random random, String topic, String ownKey, ObjectNode message) {
        this.random = random;
        this.topic = topic;
        this.ownKey = ownKey;
        this.message = message;
        this.key = ownKey.getBytes(UTF_8);
        setValue(message);
    }

    ObjectNode snapshot() {
        return (ObjectNode) message.get("snapshot");
    }

    /** Sets a header and removes others of the same name. */
    void header(String name, String content) {
        headers.remove(name);
        headers.add(name, content.getBytes(UTF_8));
    }

    /** Serialises the current message into the body. */
    void setValue(Object json) {
        value = json.toString().getBytes(UTF_8);
    }

    /** Random bytes. */
    byte[] bytes(int length) {
        byte[] any = new byte[length];
        random.nextBytes(any);
        return any;
    }

    /** The version in the body; 0 if there is no valid one. */
    long version() {
        return message.path("version").canConvertToLong()
                ? message.path("version").asLong()
                : 0;
    }

    ProducerRecord<byte[], byte[]> record() {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, headers);
    }
}
