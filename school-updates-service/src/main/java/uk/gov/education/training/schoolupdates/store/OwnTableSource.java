package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Map;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.messaging.SourceOfTruth;

/**
 * A topic whose snapshots this service owns in a table with the columns {@code id} and {@code version}. A row with
 * version 0 has not been published yet.
 */
abstract class OwnTableSource implements SourceOfTruth {

    private final Topic<?, ?> topic;
    private final String lockSql;
    private final String findSql;
    private final String pageSql;
    private final String setVersionSql;

    /** @param columns the columns from which {@link #snapshot} reads, before the version */
    OwnTableSource(Topic<?, ?> topic, String table, String columns) {
        String select = "select version, " + columns + " from " + table + " ";
        this.topic = topic;
        this.lockSql = "select id from " + table + " where id = any($1) order by id for no key update";
        this.findSql = select + "where version > 0 and id = any($1)";
        this.pageSql = select + "where version > 0 and ($1::uuid is null or id > $1) order by id limit $2";
        this.setVersionSql = "update " + table + " set version = later.version"
                + " from unnest($1::uuid[], $2::bigint[]) as later (id, version) where " + table + ".id = later.id";
    }

    /** Reads the snapshot as JSON. */
    abstract String snapshot(Row row);

    @Override
    public Topic<?, ?> topic() {
        return topic;
    }

    @Override
    public Uni<Void> lock(SqlConnection tx, Collection<String> keys) {
        return tx.preparedQuery(lockSql).execute(RowIds.ids(keys)).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> load(SqlClient db, Collection<String> keys) {
        return db.preparedQuery(findSql).execute(RowIds.ids(keys)).map(this::snapshots);
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit) {
        return db.preparedQuery(pageSql).execute(RowIds.after(after, limit)).map(this::snapshots);
    }

    @Override
    public Uni<Void> continueVersionsFrom(SqlConnection tx, Map<String, Long> versions) {
        return tx.preparedQuery(setVersionSql)
                .execute(RowIds.versions(versions))
                .replaceWithVoid();
    }

    private Map<String, FactsOfKey.StoredSnapshot> snapshots(RowSet<Row> rows) {
        return Rows.map(
                rows,
                row -> row.getUUID("id").toString(),
                row -> new FactsOfKey.StoredSnapshot(row.getLong("version"), snapshot(row)));
    }
}
