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
import uk.gov.education.training.platform.operations.reconciliation.LatestByKey.Said;
import uk.gov.education.training.platform.operations.reconciliation.StoredFactsReader.RecordPosition;
import uk.gov.education.training.platform.operations.reconciliation.domain.KeyState;

/**
 * Finds the keys that are worth a closer look. Of each only the newest version and a fingerprint are compared, without
 * a lock: whoever seems to differ may only be on the way.
 */
@ApplicationScoped
class MismatchCandidates {

    private static final int PAGE = 1_000;

    private final Pool pool;
    private final StoredFactsReader held;
    private final SourcesOfTruth sourcesOfTruth;

    MismatchCandidates(Pool pool, StoredFactsReader held, SourcesOfTruth sourcesOfTruth) {
        this.pool = pool;
        this.held = held;
        this.sourcesOfTruth = sourcesOfTruth;
    }

    /** How many records there are to read. */
    static long records(TopicLog.Reading log, TopicSubscription topicSubscription) {
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    /** The keys of which what is held and what the topic says may differ, in order. */
    Set<String> find(TopicLog.Reading log, TopicSubscription topicSubscription, JobProgress jobProgress) {
        Map<String, KeyState> states = new HashMap<>();
        Set<String> suspicious = new TreeSet<>();
        Set<TopicPartition> partitions = log.partitions(topicSubscription.topic());
        Set<RecordPosition> parked = jobProgress.persistently(() -> held.parked(pool, topicSubscription.topic()));
        log.read(log.beginnings(partitions), log.ends(partitions), records -> {
            records.stream()
                    .filter(record -> topicSubscription.topic().key().fits(record.key()))
                    .filter(record -> jobProgress.concerns(record.key()) && !parked.contains(RecordPosition.of(record)))
                    .forEach(record -> note(topicSubscription, record, states, suspicious));
            jobProgress.passed(records.size());
        });
        SourceOfTruth sourceOfTruth = sourcesOfTruth.of(topicSubscription.topic());
        if (jobProgress.keys() == null) {
            String after = "";
            Map<String, FactsOfKey.StoredSnapshot> page;
            do {
                String from = after;
                page = jobProgress.persistently(() -> sourceOfTruth.page(pool, from, PAGE));
                after = suspicious(topicSubscription, page, states, suspicious);
            } while (page.size() == PAGE);
        } else {
            suspicious(
                    topicSubscription,
                    jobProgress.persistently(() -> sourceOfTruth.load(pool, jobProgress.keys())),
                    states,
                    suspicious);
        }
        states.forEach((key, state) -> {
            if (state.isThere()) {
                suspicious.add(key);
            }
        });
        return suspicious;
    }

    /** What nobody can have said is worth a closer look, and says nothing. */
    private static void note(
            TopicSubscription topicSubscription,
            ConsumerRecord<String, byte[]> record,
            Map<String, KeyState> states,
            Set<String> suspicious) {
        KeyState before = states.getOrDefault(record.key(), KeyState.NOTHING);
        Said said = LatestByKey.said(topicSubscription.projection(), record, before.version());
        if (said.strange() > 0) {
            suspicious.add(record.key());
        }
        states.put(record.key(), LatestByKey.after(before, record, said));
    }

    /** Takes the facts out of the states, and adds those to the suspicious that differ. Returns the last key. */
    private static String suspicious(
            TopicSubscription topicSubscription,
            Map<String, FactsOfKey.StoredSnapshot> page,
            Map<String, KeyState> states,
            Set<String> suspicious) {
        String last = "";
        for (Map.Entry<String, FactsOfKey.StoredSnapshot> fact : page.entrySet()) {
            last = fact.getKey();
            KeyState state = states.remove(last);
            if (state == null || !agrees(topicSubscription, state, fact.getValue())) {
                suspicious.add(last);
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
