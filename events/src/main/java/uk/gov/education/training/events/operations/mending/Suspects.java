package uk.gov.education.training.events.operations.mending;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Reader;
import uk.gov.education.training.events.delivery.TopicLog;
import uk.gov.education.training.events.operations.mending.HeldFacts.Place;
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

    Suspects(Pool pool, HeldFacts held) {
        this.pool = pool;
        this.held = held;
    }

    /** How many records there are to read. */
    static long records(TopicLog.Reading log, Reader reader, Course course) {
        Set<TopicPartition> partitions = log.partitions(reader.topic(), course.keys());
        return log.ends(partitions).sum() - log.beginnings(partitions).sum();
    }

    /** The keys of which what is held and what the topic says may differ, in order. */
    Set<String> find(TopicLog.Reading log, Reader reader, Course course) {
        Map<String, KeyState> states = new HashMap<>();
        Set<TopicPartition> partitions = log.partitions(reader.topic(), course.keys());
        Set<Place> parked = course.persistently(() -> held.parked(pool, reader.topic()));
        log.read(log.beginnings(partitions), log.ends(partitions), records -> {
            records.stream()
                    .filter(record -> course.concerns(record.key()) && !parked.contains(Place.of(record)))
                    .forEach(record -> TopicStates.note(states, reader.subscription(), record));
            course.passed(records.size());
        });
        Set<String> suspicious = new TreeSet<>();
        if (course.keys() == null) {
            String after = "";
            Map<String, Held.Fact> page;
            do {
                String from = after;
                page = course.persistently(() -> held.page(pool, reader.topic(), from, PAGE));
                after = suspicious(reader, page, states, suspicious);
            } while (page.size() == PAGE);
        } else {
            suspicious(
                    reader,
                    course.persistently(() -> held.of(pool, reader.topic(), course.keys())),
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
