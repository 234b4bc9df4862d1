package uk.gov.education.training.platform.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Message;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Versions;

/**
 * Stores the newest snapshot of each topic and key, of other services and of this one. Every method works in the
 * caller's transaction.
 */
@ApplicationScoped
public class FactStore {

    private static final String LOCK_NEW =
            "insert into fact_keys (key) select unnest($1::text[]) on conflict do nothing";
    private static final String LOCK = "select key from fact_keys where key = any($1) order by key for update";
    private static final String SAVE_NEWER = """
            with newer as (
                select * from unnest($2::text[], $3::bigint[], $4::text[]) as newer (key, version, snapshot)
            ), before as (
                select key, snapshot from facts where topic = $1 and key = any($2)
            ), kept as (
                insert into facts (topic, key, version, snapshot, decided)
                select $1, key, version, snapshot, $5 from newer
                on conflict (topic, key) do update set
                    version = excluded.version, snapshot = excluded.snapshot, decided = excluded.decided
                where facts.version < excluded.version
                returning key
            )
            select key from kept join newer using (key) left join before using (key)
            where before.snapshot is distinct from newer.snapshot""";
    private static final String OVERWRITE = """
            insert into facts (topic, key, version, snapshot, decided)
            select $1, key, version, snapshot, true
            from unnest($2::text[], $3::bigint[], $4::text[]) as again (key, version, snapshot)
            on conflict (topic, key) do update set
                version = excluded.version, snapshot = excluded.snapshot, decided = true""";
    private static final String DELETE = "delete from facts where topic = $1 and key = any($2) returning key";
    private static final String LOAD =
            "select topic, key, version, snapshot from facts where key = any($1) and topic = any($2)";

    private final Outbox outbox;
    private final String service;

    FactStore(Outbox outbox, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.service = service;
    }

    /**
     * Locks keys, so that no other transaction decides about them. Locks in order, so that two transactions never wait
     * for each other.
     */
    public Uni<Void> lock(SqlConnection tx, Collection<String> keys) {
        String[] ordered = keys.stream().sorted().distinct().toArray(String[]::new);
        return tx.preparedQuery(LOCK_NEW)
                .execute(Tuple.of(ordered))
                .chain(() -> tx.preparedQuery(LOCK).execute(Tuple.of(ordered)))
                .replaceWithVoid();
    }

    /** Loads the facts of each of these keys on these topics. A key without facts is included, empty. */
    public Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Collection<String> keys, Topic<?, ?>... topics) {
        String[] names = new String[topics.length];
        for (int i = 0; i < topics.length; i++) {
            names[i] = topics[i].name();
        }
        return tx.preparedQuery(LOAD)
                .execute(Tuple.of(keys.toArray(String[]::new), names))
                .map(rows -> byKey(keys, rows));
    }

    private static Map<String, FactsOfKey> byKey(Collection<String> keys, RowSet<Row> rows) {
        Map<String, FactsOfKey> facts = new LinkedHashMap<>();
        keys.forEach(key -> facts.put(key, new FactsOfKey(key, new HashMap<>())));
        rows.forEach(row -> facts.get(row.getString(1))
                .facts()
                .put(row.getString(0), new FactsOfKey.StoredSnapshot(row.getLong(2), row.getString(3))));
        return facts;
    }

    /**
     * Saves the snapshots that are newer than the stored ones, at most one per key.
     *
     * @return the keys whose stored snapshot changed; it stays the same if only properties changed that this service
     *     does not keep
     */
    Uni<Set<String>> saveNewer(SqlConnection tx, Topic<?, ?> topic, Map<String, FactsOfKey.StoredSnapshot> newest) {
        return saveNewer(tx, topic, newest, false);
    }

    /** @param decided whether this service owns the topic and publishes the snapshots now */
    private static Uni<Set<String>> saveNewer(
            SqlConnection tx, Topic<?, ?> topic, Map<String, FactsOfKey.StoredSnapshot> newest, boolean decided) {
        return tx.preparedQuery(SAVE_NEWER)
                .execute(row(topic, newest).addBoolean(decided))
                .map(FactStore::keys);
    }

    /** Saves snapshots whatever is stored, to repair what differs from its topic. The keys must be locked. */
    public Uni<Void> overwrite(SqlConnection tx, Topic<?, ?> topic, Map<String, FactsOfKey.StoredSnapshot> snapshots) {
        return tx.preparedQuery(OVERWRITE).execute(row(topic, snapshots)).replaceWithVoid();
    }

    private static Tuple row(Topic<?, ?> topic, Map<String, FactsOfKey.StoredSnapshot> snapshots) {
        return Tuple.of(
                topic.name(),
                snapshots.keySet().toArray(String[]::new),
                snapshots.values().stream()
                        .map(FactsOfKey.StoredSnapshot::version)
                        .toArray(Long[]::new),
                snapshots.values().stream()
                        .map(FactsOfKey.StoredSnapshot::snapshot)
                        .toArray(String[]::new));
    }

    /** @return the keys that were stored */
    public Uni<Set<String>> delete(SqlConnection tx, Topic<?, ?> topic, Collection<String> keys) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(FactStore::keys);
    }

    /**
     * Saves the decisions of this service, the topic's owner, with an event for each change. The keys must be locked.
     *
     * @param facts from which the decisions were made
     */
    public <C, S> Uni<Void> saveDecisions(
            SqlConnection tx,
            Topic<C, S> topic,
            Map<String, FactsOfKey> facts,
            Map<String, Decision<C, S>> decisions,
            Map<String, Cause> causes) {
        Map<String, FactsOfKey.StoredSnapshot> moved = new LinkedHashMap<>();
        List<OutboxRecord> events = new ArrayList<>();
        decisions.forEach((key, decision) -> {
            decision.requireFewChanges(key);
            long version = facts.get(key).version(topic);
            for (C change : decision.changes()) {
                version = Versions.next(version);
                Cause cause = causes.get(key);
                events.add(CloudEvents.write(
                        topic,
                        key,
                        new Message<>(version, cause.at(), change, decision.snapshot()),
                        service,
                        cause,
                        Instant.now()));
            }
            if (!decision.changes().isEmpty()) {
                moved.put(key, new FactsOfKey.StoredSnapshot(version, json(decision.snapshot())));
            }
        });
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : saveNewer(tx, topic, moved, true).chain(() -> outbox.add(tx, events));
    }

    /**
     * Deletes what this service, the topic's owner, has published about keys: deletes the stored facts and publishes
     * tombstones. Keys without facts get no tombstone, so that a repeated call publishes nothing. The keys must be
     * locked.
     */
    public Uni<Void> tombstone(SqlConnection tx, Topic<?, ?> topic, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : delete(tx, topic, keys)
                        .chain(deleted -> outbox.add(
                                tx,
                                deleted.stream()
                                        .map(key -> CloudEvents.tombstone(topic, key))
                                        .toList()));
    }

    /** Writes a snapshot in the stored form. */
    public static String json(Object snapshot) {
        return Json.write(snapshot);
    }

    private static Set<String> keys(RowSet<Row> rows) {
        return Rows.set(rows, row -> row.getString(0));
    }
}
