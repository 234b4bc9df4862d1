package uk.gov.education.training.events.operations.mending;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.delivery.CloudEvents;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.Subscription;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.delivery.UnreadableRecord;
import uk.gov.education.training.events.operations.mending.domain.KeyState;

/** How keys stand on their topics. Waits for the broker: not to be asked by an event loop. */
@ApplicationScoped
public class TopicStates {

    private final TopicLog log;

    TopicStates(TopicLog log) {
        this.log = log;
    }

    /** How these keys stand now; nothing of a key that the topic has never heard of. */
    public Map<String, KeyState> of(Reader reader, Collection<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        Map<String, KeyState> states = new HashMap<>();
        try (TopicLog.Reading reading = log.open()) {
            var partitions = reading.partitions(reader.topic(), wanted);
            reading.read(reading.beginnings(partitions), reading.ends(partitions), records -> records.stream()
                    .filter(record -> wanted.contains(record.key()))
                    .forEach(record -> note(states, reader.subscription(), record)));
        }
        return states;
    }

    /** Takes one more record into account. */
    static void note(
            Map<String, KeyState> states, Subscription<?, ?> subscription, ConsumerRecord<String, byte[]> record) {
        if (record.key() != null) {
            states.compute(
                    record.key(),
                    (key, before) -> after(before == null ? KeyState.NOTHING : before, subscription, record));
        }
    }

    private static KeyState after(
            KeyState before, Subscription<?, ?> subscription, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return before.ended(record.offset());
        }
        Held.@Nullable Fact fact = fact(subscription, record);
        return fact == null ? before : before.said(fact.version(), record.offset(), fingerprint(fact.snapshot()));
    }

    /** What the service would hold of a message; null if it can't read it. */
    static <C, S> Held.@Nullable Fact fact(Subscription<C, S> subscription, ConsumerRecord<String, byte[]> record) {
        try {
            Message<C, S> message = CloudEvents.read(subscription.topic(), record);
            return new Held.Fact(
                    message.version(), Facts.json(subscription.keep().apply(message.snapshot())));
        } catch (UnreadableRecord parked) {
            return null;
        }
    }

    /**
     * A snapshot that is held, as it would be held if it had come from the topic: an owner holds its own as it wrote
     * them, with 10.00 where the reader of a message has 10.0.
     */
    static <C, S> Held.Fact asRead(Subscription<C, S> subscription, Held.Fact held) {
        try {
            S snapshot = Json.MAPPER.treeToValue(
                    Json.MAPPER.readTree(held.snapshot()), subscription.topic().snapshot());
            return new Held.Fact(held.version(), Facts.json(subscription.keep().apply(snapshot)));
        } catch (JsonProcessingException damaged) {
            return held;
        }
    }

    static long fingerprint(String snapshot) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(snapshot.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
