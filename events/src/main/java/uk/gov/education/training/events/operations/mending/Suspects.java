package uk.gov.education.training.events.operations.mending;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.delivery.Truth;
import uk.gov.education.training.events.operations.mending.HeldFacts.Place;
import uk.gov.education.training.events.operations.mending.TopicStates.Said;
import uk.gov.education.training.events.operations.mending.domain.KeyState;

/**
 * Finds the keys that are worth a closer look. Of each only the newest version and a fingerprint are compared, without
 * a lock: whoever seems to differ may only be on the way.
 */
@ApplicationScoped
class Suspects {

    private static final int PAGE = 1_000;

    private final Pool pool;
    private final HeldFacts held;
    private final Truths truths;

    Suspects(Pool pool, HeldFacts held, Truths truths) {
        this.pool = pool;
        this.held = held;
        this.truths = truths;
    }

    /** How many records there are to read. */
    static long records(TopicLog.Reading log, Reader reader) {
        Set<TopicPartition> partitions = log.partitions(reader.topic());
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    /** The keys of which what is held and what the topic says may differ, in order. */
    Set<String> find(TopicLog.Reading log, Reader reader, Course course) {
        Map<String, KeyState> states = new HashMap<>();
        Set<String> suspicious = new TreeSet<>();
        Set<TopicPartition> partitions = log.partitions(reader.topic());
        Set<Place> parked = course.persistently(() -> held.parked(pool, reader.topic()));
        log.read(log.beginnings(partitions), log.ends(partitions), records -> {
            records.stream()
                    .filter(record -> reader.topic().key().fits(record.key()))
                    .filter(record -> course.concerns(record.key()) && !parked.contains(Place.of(record)))
                    .forEach(record -> note(reader, record, states, suspicious));
            course.passed(records.size());
        });
        Truth truth = truths.of(reader.topic());
        if (course.keys() == null) {
            String after = "";
            Map<String, Held.Fact> page;
            do {
                String from = after;
                page = course.persistently(() -> truth.page(pool, from, PAGE));
                after = suspicious(reader, page, states, suspicious);
            } while (page.size() == PAGE);
        } else {
            suspicious(reader, course.persistently(() -> truth.of(pool, course.keys())), states, suspicious);
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
            Reader reader,
            ConsumerRecord<String, byte[]> record,
            Map<String, KeyState> states,
            Set<String> suspicious) {
        KeyState before = states.getOrDefault(record.key(), KeyState.NOTHING);
        Said said = TopicStates.said(reader.subscription(), record, before.version());
        if (said.strange() > 0) {
            suspicious.add(record.key());
        }
        states.put(record.key(), TopicStates.after(before, record, said));
    }

    /** Takes the facts out of the states, and adds those to the suspicious that differ. Returns the last key. */
    private static String suspicious(
            Reader reader, Map<String, Held.Fact> page, Map<String, KeyState> states, Set<String> suspicious) {
        String last = "";
        for (Map.Entry<String, Held.Fact> fact : page.entrySet()) {
            last = fact.getKey();
            KeyState state = states.remove(last);
            if (state == null || !agrees(reader, state, fact.getValue())) {
                suspicious.add(last);
            }
        }
        return last;
    }

    private static boolean agrees(Reader reader, KeyState state, Held.Fact fact) {
        return state.version() == fact.version()
                && (state.fingerprint() == TopicStates.fingerprint(fact.snapshot())
                        || state.fingerprint()
                                == TopicStates.fingerprint(TopicStates.asRead(reader.subscription(), fact)
                                        .snapshot()));
    }
}
