package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.CloudEvents;
import uk.gov.education.training.platform.messaging.FactsOfKey;

/** Looks through what a service holds, a part at a time. */
@ApplicationScoped
class StoredFactsReader {

    private static final String PAGE =
            "select key, version, snapshot from facts where topic = $1 and key > $2 order by key limit $3";
    private static final String OF = "select key, version, snapshot from facts where topic = $1 and key = any($2)";
    private static final String COUNT =
            "select count(*) from facts where topic = any($1) and ($2::text[] is null or key = any($2))";
    private static final String TO_BE_PUBLISHED = """
            select key from unnest($2::text[]) as one (key) where exists (
                select from outbox where outbox.topic = $1 and outbox.key = convert_to(one.key, 'UTF8'))""";
    private static final String PARKED = """
            select partition, "offset", written_at from dead_letters
            where topic = $1 and reason not in ('version', 'not-from-owner')""";
    // What this transaction has written so far.
    private static final String WRITTEN = """
            select relname::text, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables
            where relname <> all($1) and n_tup_ins + n_tup_upd + n_tup_del > 0""";

    private final String[] leftOut;

    /** @param leftOut tables that say nothing about what is held: locks, and lists of what is to be looked at */
    StoredFactsReader(@ConfigProperty(name = "training.reconciliation.ignored-tables") List<String> leftOut) {
        this.leftOut = leftOut.toArray(String[]::new);
    }

    /** The next facts of a topic, by key. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, Topic<?, ?> topic, String after, int limit) {
        return db.preparedQuery(PAGE)
                .execute(Tuple.of(topic.name(), after, limit))
                .map(StoredFactsReader::facts);
    }

    Uni<Map<String, FactsOfKey.StoredSnapshot>> of(SqlClient db, Topic<?, ?> topic, Collection<String> keys) {
        return db.preparedQuery(OF)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(StoredFactsReader::facts);
    }

    /** @param keys null for all */
    Uni<Long> count(SqlClient db, List<Topic<?, ?>> topics, @Nullable Collection<String> keys) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(
                        topics.stream().map(Topic::name).toArray(String[]::new),
                        keys == null ? null : keys.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Those of the keys about which something on this topic waits in the outbox. */
    Uni<Set<String>> toBePublished(SqlClient db, Topic<?, ?> topic, Collection<String> keys) {
        return db.preparedQuery(TO_BE_PUBLISHED)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getString(0)));
    }

    /** Where a record is, or was before its topic was lost. */
    record RecordPosition(int partition, long offset, Instant writtenAt) {

        static RecordPosition of(ConsumerRecord<?, ?> record) {
            return new RecordPosition(record.partition(), record.offset(), CloudEvents.writtenAt(record));
        }
    }

    /**
     * The records that went to the dead letters: what they say is not held, and somebody is asked about it. Those that
     * no owner can have written are told of as long as the owner has not spoken above them.
     */
    Uni<Set<RecordPosition>> parked(SqlClient db, Topic<?, ?> topic) {
        return db.preparedQuery(PARKED).execute(Tuple.of(topic.name())).map(rows -> Rows.set(rows, row -> new RecordPosition(
                    row.getInteger(0), row.getLong(1), row.getOffsetDateTime(2).toInstant())));
    }

    /** How many rows the connection's transaction has written, by table. */
    Uni<Map<String, Long>> written(SqlClient tx) {
        return tx.preparedQuery(WRITTEN).execute(Tuple.of(leftOut)).map(rows -> Rows.map(rows, row -> row.getString(0), row -> row.getLong(1)));
    }

    /** What was written between two looks, by table; empty if nothing was. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> written = new TreeMap<>();
        after.forEach((table, rows) -> {
            long more = rows - before.getOrDefault(table, 0L);
            if (more > 0) {
                written.put(table, more);
            }
        });
        return written;
    }

    private static Map<String, FactsOfKey.StoredSnapshot> facts(Iterable<Row> rows) {
        Map<String, FactsOfKey.StoredSnapshot> facts = new LinkedHashMap<>();
        rows.forEach(
                row -> facts.put(row.getString(0), new FactsOfKey.StoredSnapshot(row.getLong(1), row.getString(2))));
        return facts;
    }
}
