package uk.gov.education.training.platform.operations.reconciliation;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.SourceOfTruth;
import uk.gov.education.training.platform.messaging.TopicLog;
import uk.gov.education.training.platform.messaging.TopicSubscription;
import uk.gov.education.training.platform.operations.reconciliation.LatestByKey.ReadRecord;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

/**
 * Finds the keys that may have a mismatch. Compares only the latest version and a fingerprint of each, without a lock:
 * an update of a key that seems to differ may still be under way.
 */
@ApplicationScoped
class MismatchCandidates {

    private static final int PAGE = 1_000;

    private final Pool pool;
    private final StoredFactsReader storedFacts;
    private final SourcesOfTruth sourcesOfTruth;

    MismatchCandidates(Pool pool, StoredFactsReader storedFacts, SourcesOfTruth sourcesOfTruth) {
        this.pool = pool;
        this.storedFacts = storedFacts;
        this.sourcesOfTruth = sourcesOfTruth;
    }

    /** The number of records to read. */
    static long records(TopicLog.Reading log, TopicSubscription topicSubscription) {
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    /** The keys whose stored facts may differ from the topic, in order. */
    Set<String> find(TopicLog.Reading log, TopicSubscription topicSubscription, JobProgress progress) {
        Map<String, KeyState> states = new HashMap<>();
        Set<String> candidates = new TreeSet<>();
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        Set<RecordPosition> parked = progress.retrying(() -> storedFacts.parked(pool, topicSubscription.topic()));
        log.read(log.beginnings(partitions), log.ends(partitions), records -> {
            records.stream()
                    .filter(record -> topicSubscription.topic().key().fits(record.key()))
                    .filter(record -> progress.includes(record.key()) && !parked.contains(RecordPosition.of(record)))
                    .forEach(record -> add(topicSubscription, record, states, candidates));
            progress.passed(records.size());
        });
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topicSubscription.topic());
        if (progress.keys() == null) {
            String after = "";
            Map<String, FactsOfKey.StoredSnapshot> page;
            do {
                String from = after;
                page = progress.retrying(() -> sourceOfTruth.page(pool, from, PAGE));
                after = compare(topicSubscription, page, states, candidates);
            } while (page.size() == PAGE);
        } else {
            compare(
                    topicSubscription,
                    progress.retrying(() -> sourceOfTruth.load(pool, progress.keys())),
                    states,
                    candidates);
        }
        states.forEach((key, state) -> {
            if (state.exists()) {
                candidates.add(key);
            }
        });
        return candidates;
    }

    /** Adds a record to the states. A key with an implausible version is a candidate. */
    private static void add(
            TopicSubscription topicSubscription,
            ConsumerRecord<String, byte[]> record,
            Map<String, KeyState> states,
            Set<String> candidates) {
        KeyState before = states.getOrDefault(record.key(), KeyState.NONE);
        ReadRecord read = LatestByKey.readRecord(topicSubscription.projection(), record, before.version());
        if (read.implausibleVersion() > 0) {
            candidates.add(record.key());
        }
        states.put(record.key(), LatestByKey.after(before, record, read));
    }

    /** Removes the facts from the states and adds those that differ to the candidates. Returns the last key. */
    private static String compare(
            TopicSubscription topicSubscription,
            Map<String, FactsOfKey.StoredSnapshot> page,
            Map<String, KeyState> states,
            Set<String> candidates) {
        String last = "";
        for (Map.Entry<String, FactsOfKey.StoredSnapshot> fact : page.entrySet()) {
            last = fact.getKey();
            KeyState state = states.remove(last);
            if (state == null || !agrees(topicSubscription, state, fact.getValue())) {
                candidates.add(last);
            }
        }
        return last;
    }

    private static boolean agrees(TopicSubscription topicSubscription, KeyState state, FactsOfKey.StoredSnapshot fact) {
        return state.version() == fact.version()
                && (state.fingerprint() == LatestByKey.fingerprint(fact.snapshot())
                        || state.fingerprint()
                                == LatestByKey.fingerprint(LatestByKey.asRead(topicSubscription.projection(), fact)
                                        .snapshot()));
    }
}
