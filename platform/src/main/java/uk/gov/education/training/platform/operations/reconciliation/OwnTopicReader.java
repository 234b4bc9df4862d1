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

/** What lies on a topic of this service's own, up to its end and on, whoever wrote it. Used by one thread at a time. */
final class OwnTopicReader<C, S> {

    private final TopicLog.Reading log;
    private final SnapshotProjection<C, S> snapshotProjection;
    private final JobProgress jobProgress;
    private final Map<String, TopicKeyState> spoken = new HashMap<>();
    private Offsets upTo;

    OwnTopicReader(TopicLog.Reading log, SnapshotProjection<C, S> snapshotProjection, JobProgress jobProgress) {
        this.log = log;
        this.snapshotProjection = snapshotProjection;
        this.jobProgress = jobProgress;
        Set<TopicPartition> partitions = log.partitions(snapshotProjection.topic());
        this.upTo = log.beginnings(partitions);
    }

    Map<String, TopicKeyState> spoken() {
        return spoken;
    }

    /** The keys of which a reader takes something. */
    Set<String> keys() {
        return spoken.entrySet().stream()
                .filter(one -> one.getValue().isThere())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Adds what is there by now. */
    void follow() {
        Offsets now = log.ends(upTo.byPartition().keySet());
        log.read(upTo, now, records -> {
            records.stream()
                    .filter(record -> snapshotProjection.topic().key().fits(record.key()))
                    .filter(record -> jobProgress.concerns(record.key()))
                    .forEach(this::add);
            jobProgress.passed(records.size());
        });
        upTo = now;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        spoken.compute(record.key(), (key, before) -> after(before == null ? TopicKeyState.NOTHING : before, record));
    }

    private TopicKeyState after(TopicKeyState before, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return before.ended();
        }
        @Nullable Message<C, S> message = read(record);
        if (message == null) {
            return before.unreadable();
        }
        long version = message.version();
        boolean republished = message.change() instanceof Republished;
        if (version > Versions.MOST_AT_FIRST && !message.mayFollow(before.highest())) {
            // Whether a reader starts from nothing or from below, it is too far ahead.
            return before.unreadable();
        }
        String snapshot = FactStore.json(snapshotProjection.keep().apply(message.snapshot()));
        return before.said(version, snapshot, LatestByKey.fingerprint(snapshot), republished);
    }

    private @Nullable Message<C, S> read(ConsumerRecord<String, byte[]> record) {
        try {
            return CloudEvents.read(snapshotProjection.topic(), record);
        } catch (InvalidRecord nobodyReadsIt) {
            return null;
        }
    }
}
