package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
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
import uk.gov.education.training.platform.web.Sha256;

/** Reads the latest version of keys from their topics. Blocks, so it must not run on an event loop. */
@ApplicationScoped
public class LatestByKey {

    private final TopicLog log;

    LatestByKey(TopicLog log) {
        this.log = log;
    }

    /** The states of these keys; none for a key that the topic has never had. */
    public Map<String, KeyState> read(TopicSubscription topicSubscription, Collection<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        Map<String, KeyState> states = new HashMap<>();
        try (TopicLog.Reading topicLog = log.open()) {
            var partitions = topicLog.partitions(topicSubscription.topic());
            topicLog.read(topicLog.beginnings(partitions), topicLog.ends(partitions), records -> records.stream()
                    .filter(record -> wanted.contains(record.key()))
                    .forEach(record -> add(states, topicSubscription.projection(), record)));
        }
        return states;
    }

    /** Adds one record to the states. */
    static void add(
            Map<String, KeyState> states,
            SnapshotProjection<?, ?> snapshotProjection,
            ConsumerRecord<String, byte[]> record) {
        if (snapshotProjection.topic().key().fits(record.key())) {
            KeyState before = states.getOrDefault(record.key(), KeyState.NONE);
            states.put(record.key(), after(before, record, readRecord(snapshotProjection, record, before.version())));
        }
    }

    /** The state of a key after one more record. */
    static KeyState after(KeyState before, ConsumerRecord<String, byte[]> record, ReadRecord read) {
        if (record.value() == null) {
            return before.deleted(record.offset());
        }
        return read.fact() == null
                ? before
                : before.changed(
                        read.fact().version(),
                        record.offset(),
                        fingerprint(read.fact().snapshot()));
    }

    /**
     * The content of a record for a consumer.
     *
     * @param fact the fact that the service would store; null if it would not accept the record
     * @param republished whether the owner republished it
     * @param implausibleVersion a version that the owner can't have published; 0 for none
     */
    record ReadRecord(FactsOfKey.@Nullable StoredSnapshot fact, boolean republished, long implausibleVersion) {

        private static final ReadRecord NONE = new ReadRecord(null, false, 0);
    }

    /** @param before the version of the key before this record */
    static <C, S> ReadRecord readRecord(
            SnapshotProjection<C, S> snapshotProjection, ConsumerRecord<String, byte[]> record, long before) {
        if (record.value() == null) {
            return ReadRecord.NONE;
        }
        try {
            Message<C, S> message = CloudEvents.read(snapshotProjection.topic(), record);
            if (!message.mayFollow(before)) {
                return new ReadRecord(
                        null,
                        false,
                        message.version() > Versions.MOST_AT_FIRST ? KeyHistory.NEVER_ACCEPTED : message.version());
            }
            return new ReadRecord(
                    new FactsOfKey.StoredSnapshot(
                            message.version(),
                            FactStore.json(snapshotProjection.keep().apply(message.snapshot()))),
                    message.change() instanceof Republished,
                    0);
        } catch (InvalidRecord invalid) {
            return invalid.isTooFarAhead() ? new ReadRecord(null, false, KeyHistory.NEVER_ACCEPTED) : ReadRecord.NONE;
        }
    }

    /**
     * A stored snapshot in the form that it has after being read from the topic. An owner stores its snapshots as it
     * wrote them, such as 10.00 where a consumer reads 10.0.
     */
    static <C, S> FactsOfKey.StoredSnapshot asRead(
            SnapshotProjection<C, S> snapshotProjection, FactsOfKey.StoredSnapshot stored) {
        try {
            S snapshot = Json.MAPPER.treeToValue(
                    Json.MAPPER.readTree(stored.snapshot()),
                    snapshotProjection.topic().snapshot());
            return new FactsOfKey.StoredSnapshot(
                    stored.version(), FactStore.json(snapshotProjection.keep().apply(snapshot)));
        } catch (JsonProcessingException damaged) {
            return stored;
        }
    }

    static long fingerprint(String snapshot) {
        return ByteBuffer.wrap(Sha256.of(snapshot)).getLong();
    }
}
