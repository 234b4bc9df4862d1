package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.messaging.SourceOfTruth;

/** The partnerships, as the owner of their topic holds them. */
@ApplicationScoped
class PartnershipsSource implements SourceOfTruth {

    private static final String LOCK = "select id from partnerships where id = any($1) order by id for no key update";
    private static final String SELECT = Partnerships.COLUMNS + ", version from partnerships ";
    private static final String OF = SELECT + "where id = any($1)";
    private static final String PAGE = SELECT + "where $1::uuid is null or id > $1 order by id limit $2";
    private static final String COUNT_FROM = """
            update partnerships set version = later.version
            from unnest($1::uuid[], $2::bigint[]) as later (id, version) where partnerships.id = later.id""";

    @Override
    public Topic<?, ?> topic() {
        return Topics.PARTNERSHIPS;
    }

    @Override
    public Uni<Void> lock(SqlConnection tx, Collection<String> keys) {
        return tx.preparedQuery(LOCK).execute(RowIds.ids(keys)).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> load(SqlClient db, Collection<String> keys) {
        return db.preparedQuery(OF).execute(RowIds.ids(keys)).map(PartnershipsSource::facts);
    }

    @Override
    public Uni<Map<String, FactsOfKey.StoredSnapshot>> page(SqlClient db, String after, int limit) {
        return db.preparedQuery(PAGE).execute(RowIds.after(after, limit)).map(PartnershipsSource::facts);
    }

    @Override
    public Uni<Void> continueVersionsFrom(SqlConnection tx, Map<String, Long> versions) {
        return tx.preparedQuery(COUNT_FROM).execute(RowIds.versions(versions)).replaceWithVoid();
    }

    private static Map<String, FactsOfKey.StoredSnapshot> facts(Iterable<Row> rows) {
        return Rows.map(rows, row -> row.getUUID(0).toString(), row -> new FactsOfKey.StoredSnapshot(row.getLong(7), FactStore.json(Partnerships.partnership(row))));
    }
}
