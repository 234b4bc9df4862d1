package uk.gov.education.training.platform.operations.reconciliation;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicLog.Offsets;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.operations.reconciliation.LatestByKey.ReadRecord;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;

/** Follows some keys of a topic to its end, and later on to its new end. Used by one thread at a time. */
final class KeyFollower {

    private final TopicLog.Reading log;
    private final TopicSubscription topicSubscription;
    private final boolean ownTables;
    private final Map<String, KeyHistory> histories = new HashMap<>();
    private final Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
    private final Set<RecordPosition> parked;
    private final Offsets readByService;
    private Offsets upTo;

    private KeyFollower(
            TopicLog.Reading log,
            TopicSubscription topicSubscription,
            boolean ownTables,
            Collection<String> keys,
            Supplier<Set<RecordPosition>> parked) {
        this.log = log;
        this.topicSubscription = topicSubscription;
        this.ownTables = ownTables;
        keys.forEach(key -> histories.put(key, new KeyHistory()));
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        this.readByService = log.readByService(partitions);
        // Read after the committed offsets, so that every dead letter from before them is included.
        this.parked = parked.get();
        this.upTo = log.beginnings(partitions);
    }

    /**
     * Reads the topic to its present end.
     *
     * @param ownTables whether the service has the facts in its own tables and does not read the topic
     * @param parked the records that the service has dead-lettered
     */
    static KeyFollower of(
            TopicLog.Reading log,
            TopicSubscription topicSubscription,
            boolean ownTables,
            Collection<String> keys,
            Supplier<Set<RecordPosition>> parked,
            JobProgress jobProgress) {
        KeyFollower follower = new KeyFollower(log, topicSubscription, ownTables, keys, parked);
        follower.follow(jobProgress);
        return follower;
    }

    Topic<?, ?> topic() {
        return topicSubscription.topic();
    }

    TopicSubscription subscription() {
        return topicSubscription;
    }

    KeyHistory history(String key) {
        return requireNonNull(histories.get(key));
    }

    /** The latest record of a key that exists on the topic. */
    ConsumerRecord<String, byte[]> newest(String key) {
        return requireNonNull(newest.get(key));
    }

    /** Reads the records that were added since. */
    void follow(JobProgress jobProgress) {
        Offsets now = log.ends(upTo.byPartition().keySet());
        log.read(upTo, now, records -> {
            records.forEach(this::add);
            jobProgress.passed(0);
        });
        upTo = now;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        KeyHistory history = record.key() == null ? null : histories.get(record.key());
        if (history == null || parked.contains(RecordPosition.of(record))) {
            return;
        }
        boolean read =
                ownTables || record.offset() < readByService.of(new TopicPartition(record.topic(), record.partition()));
        if (record.value() == null) {
            history.deleted(read);
            newest.remove(record.key());
            return;
        }
        ReadRecord latest = LatestByKey.readRecord(
                topicSubscription.projection(), record, history.last().version());
        if (latest.implausibleVersion() > 0) {
            history.implausible(latest.implausibleVersion());
        }
        if (latest.fact() != null) {
            boolean isNewer = latest.fact().version() > history.last().version();
            var fact =
                    new KeyHistory.Fact(latest.fact().version(), latest.fact().snapshot());
            if (latest.republished()) {
                history.republished(fact, read);
            } else {
                history.changed(fact, read);
            }
            if (isNewer) {
                newest.put(record.key(), record);
            }
        }
    }
}
