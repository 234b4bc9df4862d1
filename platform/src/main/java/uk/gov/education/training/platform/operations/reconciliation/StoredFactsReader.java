package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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
import uk.gov.education.training.platform.messaging.Rows;

/** Reads the stored facts page by page, and the tables that explain mismatches. */
@ApplicationScoped
class StoredFactsReader {

    private static final String PAGE =
            "select key, version, snapshot from facts where topic = $1 and key > $2 order by key limit $3";
    private static final String OF = "select key, version, snapshot from facts where topic = $1 and key = any($2)";
    private static final String COUNT =
            "select count(*) from facts where topic = any($1) and ($2::text[] is null or key = any($2))";
    private static final String UNPUBLISHED = """
            select key from unnest($2::text[]) as one (key) where exists (
                select from outbox where outbox.topic = $1 and outbox.key = convert_to(one.key, 'UTF8'))""";
    private static final String PARKED = """
            select partition, "offset", written_at from dead_letters
            where topic = $1 and reason not in ('version', 'not-from-owner')""";
    // The rows written by the present transaction.
    private static final String WRITTEN = """
            select relname::text, n_tup_ins + n_tup_upd + n_tup_del from pg_stat_xact_user_tables
            where relname <> all($1) and n_tup_ins + n_tup_upd + n_tup_del > 0""";

    private final String[] ignoredTables;

    /** @param ignoredTables tables whose rows are no facts, such as locks and work queues */
    StoredFactsReader(@ConfigProperty(name = "training.reconciliation.ignored-tables") List<String> ignoredTables) {
        this.ignoredTables = ignoredTables.toArray(String[]::new);
    }

    /** The next facts of a topic, by key. */
    Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, Topic<?, ?> topic, String after, int limit) {
        return db.preparedQuery(PAGE)
                .execute(Tuple.of(topic.name(), after, limit))
                .map(StoredFactsReader::facts);
    }

    Uni<Map<String, FactsOfKey.StoredSnapshot>> find(SqlClient db, Topic<?, ?> topic, Collection<String> keys) {
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

    /** The keys with unpublished records for this topic in the outbox. */
    Uni<Set<String>> unpublished(SqlClient db, Topic<?, ?> topic, Collection<String> keys) {
        return db.preparedQuery(UNPUBLISHED)
                .execute(Tuple.of(topic.name(), keys.toArray(String[]::new)))
                .map(rows -> Rows.set(rows, row -> row.getString(0)));
    }

    /** The position of a record, also after its topic was lost. */
    record RecordPosition(int partition, long offset, Instant writtenAt) {

        static RecordPosition of(ConsumerRecord<?, ?> record) {
            return new RecordPosition(record.partition(), record.offset(), CloudEvents.writtenAt(record));
        }
    }

    /**
     * The records that became dead letters: they need a decision and are no mismatch. Excludes those that the owner
     * can't have written, since these remain mismatches until the owner republishes the key.
     */
    Uni<Set<RecordPosition>> parked(SqlClient db, Topic<?, ?> topic) {
        return db.preparedQuery(PARKED)
                .execute(Tuple.of(topic.name()))
                .map(rows -> Rows.set(
                        rows,
                        row -> new RecordPosition(
                                row.getInteger(0),
                                row.getLong(1),
                                row.getOffsetDateTime(2).toInstant())));
    }

    /** The number of rows that the present transaction has written, by table. */
    Uni<Map<String, Long>> written(SqlClient tx) {
        return tx.preparedQuery(WRITTEN)
                .execute(Tuple.of(ignoredTables))
                .map(rows -> Rows.map(rows, row -> row.getString(0), row -> row.getLong(1)));
    }

    /** The number of rows written in between, by table; empty if there are none. */
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

    private static Map<String, FactsOfKey.StoredSnapshot> facts(RowSet<Row> rows) {
        return Rows.map(
                rows, row -> row.getString(0), row -> new FactsOfKey.StoredSnapshot(row.getLong(1), row.getString(2)));
    }
}
