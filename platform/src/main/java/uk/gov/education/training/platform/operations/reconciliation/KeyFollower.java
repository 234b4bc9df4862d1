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
import uk.gov.education.training.platform.operations.reconciliation.LatestByKey.Said;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyHistory;

/** What a topic says about some keys, up to its end and on. Used by one thread at a time. */
final class KeyFollower {

    private final TopicLog.Reading log;
    private final TopicSubscription topicSubscription;
    private final boolean always;
    private final Map<String, KeyHistory> histories = new HashMap<>();
    private final Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
    private final Set<RecordPosition> parked;
    private final Offsets readByService;
    private Offsets upTo;

    private KeyFollower(
            TopicLog.Reading log,
            TopicSubscription topicSubscription,
            boolean always,
            Collection<String> keys,
            Supplier<Set<RecordPosition>> parked) {
        this.log = log;
        this.topicSubscription = topicSubscription;
        this.always = always;
        keys.forEach(key -> histories.put(key, new KeyHistory()));
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        this.readByService = log.readByService(partitions);
        // Only now: what the service has parked of that which it has read is there.
        this.parked = parked.get();
        this.upTo = log.beginnings(partitions);
    }

    /**
     * Reads what is there now.
     *
     * @param always whether the service knows what it says there without reading it
     * @param parked the records that say nothing to the service
     */
    static KeyFollower of(
            TopicLog.Reading log,
            TopicSubscription topicSubscription,
            boolean always,
            Collection<String> keys,
            Supplier<Set<RecordPosition>> parked,
            JobProgress jobProgress) {
        KeyFollower tail = new KeyFollower(log, topicSubscription, always, keys, parked);
        tail.follow(jobProgress);
        return tail;
    }

    Topic<?, ?> topic() {
        return topicSubscription.topic();
    }

    TopicSubscription reader() {
        return topicSubscription;
    }

    KeyHistory history(String key) {
        return requireNonNull(histories.get(key));
    }

    /** The record that says in the end how things stand with a key, of which something is said. */
    ConsumerRecord<String, byte[]> newest(String key) {
        return requireNonNull(newest.get(key));
    }

    /** Adds what was said meanwhile. */
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
                always || record.offset() < readByService.of(new TopicPartition(record.topic(), record.partition()));
        if (record.value() == null) {
            history.ended(read);
            newest.remove(record.key());
            return;
        }
        Said said = LatestByKey.said(
                topicSubscription.projection(), record, history.last().version());
        if (said.strange() > 0) {
            history.isStrange(said.strange());
        }
        if (said.fact() != null) {
            boolean isNews = said.fact().version() > history.last().version();
            var fact = new KeyHistory.Fact(said.fact().version(), said.fact().snapshot());
            if (said.republished()) {
                history.republished(fact, read);
            } else {
                history.said(fact, read);
            }
            if (isNews) {
                newest.put(record.key(), record);
            }
        }
    }
}
