package uk.gov.education.training.platform.messaging;

import static java.util.stream.Collectors.toMap;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.FactsOfKey.StoredSnapshot;

/**
 * Applies snapshots that their owner has returned to a request, exactly as the consumers of their topics would. The
 * records of the topics arrive later, and have old versions by then.
 */
@ApplicationScoped
public class ReturnedFacts {

    // A key stays when its facts are deleted.
    private static final String ADD_KEYS =
            "insert into fact_keys (key) select unnest($1::text[]) on conflict do nothing returning key";

    private final FactStore factStore;
    private final Map<String, TopicSubscription> subscriptions;

    ReturnedFacts(FactStore factStore, @All List<TopicSubscription> subscriptions) {
        this.factStore = factStore;
        this.subscriptions =
                subscriptions.stream().collect(toMap(each -> each.topic().name(), each -> each));
    }

    /** A snapshot with the version of its last event. */
    public record Returned<S>(Topic<?, S> topic, String key, long version, S snapshot) {}

    /**
     * Saves the snapshots that are newer than the stored ones, and reacts to them. Leaves out a key that is known but
     * has no facts: they were deleted since the owner returned them, and must not come back.
     *
     * @param returned topic after topic, in the order in which other transactions lock their keys
     */
    public Uni<Void> apply(SqlConnection tx, List<Returned<?>> returned, Cause cause) {
        Map<Topic<?, ?>, List<Returned<?>>> byTopic = new LinkedHashMap<>();
        returned.forEach(each -> byTopic.computeIfAbsent(each.topic(), topic -> new ArrayList<>())
                .add(each));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var ofTopic : byTopic.entrySet()) {
            all = all.chain(() -> apply(tx, ofTopic.getKey(), ofTopic.getValue(), cause));
        }
        return all;
    }

    private Uni<Void> apply(SqlConnection tx, Topic<?, ?> topic, List<Returned<?>> returned, Cause cause) {
        TopicSubscription subscription = subscriptions.get(topic.name());
        List<String> keys = returned.stream().<String>map(Returned::key).toList();
        return lock(tx, keys)
                .chain(newKeys -> factStore
                        .load(tx, keys, topic)
                        .map(stored -> snapshots(subscription.projection(), returned, newKeys, stored)))
                .chain(snapshots -> factStore.saveNewer(tx, topic, snapshots))
                .chain(changed -> changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : subscription
                                .changeHandler()
                                .on(tx, changed.stream().collect(toMap(key -> key, key -> cause))));
    }

    /** Returns the keys that this service has never seen before. */
    private Uni<Set<String>> lock(SqlConnection tx, List<String> keys) {
        return tx.preparedQuery(ADD_KEYS)
                .execute(Tuple.of(keys.stream().sorted().toArray(String[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getString(0)))
                .call(() -> factStore.lock(tx, keys));
    }

    private static Map<String, StoredSnapshot> snapshots(
            SnapshotProjection<?, ?> projection,
            List<Returned<?>> returned,
            Set<String> newKeys,
            Map<String, FactsOfKey> stored) {
        Map<String, StoredSnapshot> snapshots = new HashMap<>();
        for (Returned<?> each : returned) {
            boolean deleted =
                    !newKeys.contains(each.key()) && stored.get(each.key()).version(each.topic()) == 0;
            if (!deleted) {
                snapshots.put(
                        each.key(),
                        new StoredSnapshot(each.version(), FactStore.json(kept(projection, each.snapshot()))));
            }
        }
        return snapshots;
    }

    /** The snapshot is of the projection's topic. */
    @SuppressWarnings("unchecked")
    private static <S> Object kept(SnapshotProjection<?, S> projection, Object snapshot) {
        return projection.keep().apply((S) snapshot);
    }
}
