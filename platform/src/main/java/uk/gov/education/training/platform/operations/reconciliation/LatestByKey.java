package uk.gov.education.training.platform.operations.reconciliation;

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
import uk.gov.education.training.events.Republished;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

/** How keys stand on their topics. Waits for the broker: not to be asked by an event loop. */
@ApplicationScoped
public class LatestByKey {

    private final TopicLog log;

    LatestByKey(TopicLog log) {
        this.log = log;
    }

    /** How these keys stand now; nothing of a key that the topic has never heard of. */
    public Map<String, KeyState> of(TopicSubscription topicSubscription, Collection<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        Map<String, KeyState> states = new HashMap<>();
        try (TopicLog.Reading reconciliationJob = log.open()) {
            var partitions = reconciliationJob.partitions(topicSubscription.topic());
            reconciliationJob.read(
                    reconciliationJob.beginnings(partitions),
                    reconciliationJob.ends(partitions),
                    records -> records.stream()
                            .filter(record -> wanted.contains(record.key()))
                            .forEach(record -> note(states, topicSubscription.projection(), record)));
        }
        return states;
    }

    /** Takes one more record into account. */
    static void note(
            Map<String, KeyState> states,
            SnapshotProjection<?, ?> snapshotProjection,
            ConsumerRecord<String, byte[]> record) {
        if (snapshotProjection.topic().key().fits(record.key())) {
            KeyState before = states.getOrDefault(record.key(), KeyState.NOTHING);
            states.put(record.key(), after(before, record, said(snapshotProjection, record, before.version())));
        }
    }

    /** How a key stands after one more record. */
    static KeyState after(KeyState before, ConsumerRecord<String, byte[]> record, Said said) {
        if (record.value() == null) {
            return before.ended(record.offset());
        }
        return said.fact() == null
                ? before
                : before.said(
                        said.fact().version(),
                        record.offset(),
                        fingerprint(said.fact().snapshot()));
    }

    /**
     * What a record says to a reader.
     *
     * @param fact what the service would hold; null if it would not take it
     * @param republished whether the owner has said it above whatever lay there
     * @param strange a version that the owner can't have said; 0 for none
     */
    record Said(FactsOfKey.@Nullable StoredSnapshot fact, boolean republished, long strange) {

        private static final Said NOTHING = new Said(null, false, 0);
    }

    /** @param before the version that was said last */
    static <C, S> Said said(
            SnapshotProjection<C, S> snapshotProjection, ConsumerRecord<String, byte[]> record, long before) {
        if (record.value() == null) {
            return Said.NOTHING;
        }
        try {
            Message<C, S> message = CloudEvents.read(snapshotProjection.topic(), record);
            if (!message.mayFollow(before)) {
                return new Said(
                        null,
                        false,
                        message.version() > Versions.MOST_AT_FIRST ? KeyHistory.UNKNOWN : message.version());
            }
            return new Said(
                    new FactsOfKey.StoredSnapshot(
                            message.version(),
                            FactStore.json(snapshotProjection.keep().apply(message.snapshot()))),
                    message.change() instanceof Republished,
                    0);
        } catch (InvalidRecord parked) {
            return parked.isTooFarAhead() ? new Said(null, false, KeyHistory.UNKNOWN) : Said.NOTHING;
        }
    }

    /**
     * A snapshot that is held, as it would be held if it had come from the topic: an owner holds its own as it wrote
     * them, with 10.00 where the reader of a message has 10.0.
     */
    static <C, S> FactsOfKey.StoredSnapshot asRead(
            SnapshotProjection<C, S> snapshotProjection, FactsOfKey.StoredSnapshot held) {
        try {
            S snapshot = Json.MAPPER.treeToValue(
                    Json.MAPPER.readTree(held.snapshot()),
                    snapshotProjection.topic().snapshot());
            return new FactsOfKey.StoredSnapshot(
                    held.version(), FactStore.json(snapshotProjection.keep().apply(snapshot)));
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
