package uk.gov.education.training.platform.operations.reconciliation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Republished;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.InvalidRecord;
import uk.gov.education.training.platform.messaging.SnapshotProjection;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicLog.Offsets;
import uk.gov.education.training.platform.operations.reconciliation.domain.TopicKeyState;

/** Reads a topic that this service owns to its end, also records that others wrote. Used by one thread at a time. */
final class OwnTopicReader<C, S> {

    private final TopicLog.Reading log;
    private final SnapshotProjection<C, S> snapshotProjection;
    private final JobProgress jobProgress;
    private final Map<String, TopicKeyState> states = new HashMap<>();
    private Offsets upTo;

    OwnTopicReader(TopicLog.Reading log, SnapshotProjection<C, S> snapshotProjection, JobProgress jobProgress) {
        this.log = log;
        this.snapshotProjection = snapshotProjection;
        this.jobProgress = jobProgress;
        Set<TopicPartition> partitions = log.partitions(snapshotProjection.topic());
        this.upTo = log.beginnings(partitions);
    }

    Map<String, TopicKeyState> states() {
        return states;
    }

    /** The keys that a new consumer accepts. */
    Set<String> keys() {
        return states.entrySet().stream()
                .filter(one -> one.getValue().exists())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Reads the records that were added since. */
    void follow() {
        Offsets now = log.ends(upTo.byPartition().keySet());
        log.read(upTo, now, records -> {
            records.stream()
                    .filter(record -> snapshotProjection.topic().key().fits(record.key()))
                    .filter(record -> jobProgress.includes(record.key()))
                    .forEach(this::add);
            jobProgress.passed(records.size());
        });
        upTo = now;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        states.compute(record.key(), (key, before) -> after(before == null ? TopicKeyState.NONE : before, record));
    }

    private TopicKeyState after(TopicKeyState before, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return before.deleted();
        }
        @Nullable Message<C, S> message = read(record);
        if (message == null) {
            return before.unreadable();
        }
        long version = message.version();
        boolean republished = message.change() instanceof Republished;
        if (version > Versions.MOST_AT_FIRST && !message.mayFollow(before.highest())) {
            // Too far ahead for every consumer, whatever it has stored.
            return before.unreadable();
        }
        String snapshot = FactStore.json(snapshotProjection.keep().apply(message.snapshot()));
        return before.changed(version, snapshot, LatestByKey.fingerprint(snapshot), republished);
    }

    private @Nullable Message<C, S> read(ConsumerRecord<String, byte[]> record) {
        try {
            return CloudEvents.read(snapshotProjection.topic(), record);
        } catch (InvalidRecord unreadable) {
            return null;
        }
    }
}
