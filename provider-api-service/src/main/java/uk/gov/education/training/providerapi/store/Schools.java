package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/** Finds schools by their URNs, those of today and former ones. */
@ApplicationScoped
public class Schools {

    private static final int ADVISORY_LOCK = 0x5C40;
    private static final String SHARE = "select pg_advisory_xact_lock_shared($1)";
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String SAVE_URNS = """
            with now as (
                select key::uuid as id, snapshot::jsonb ->> 'urn' as urn from facts
                where topic = 'schools' and key = any($1)
            ), removed as (
                delete from school_urns where school_id = any($1::uuid[]) and school_id not in (select id from now)
            )
            insert into school_urns (urn, school_id) select urn, id from now
            on conflict (urn) do update set school_id = excluded.school_id
            where school_urns.school_id <> excluded.school_id""";
    private static final String OF_URNS = "select urn, school_id from school_urns where urn = any($1)";
    private static final String URNS = "select urn, school_id from school_urns where school_id = any($1)";

    /**
     * Adds the URNs of these schools as they are stored now. Until the end of the transaction, another one waits that
     * lists all schools or does not find one.
     *
     * @param ids the keys of the schools; those without facts lose their URNs
     */
    public Uni<Void> saveUrns(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .chain(() -> tx.preparedQuery(SAVE_URNS).execute(Tuple.of(ids.toArray(String[]::new))))
                .replaceWithVoid();
    }

    /** Waits for transactions that add schools, and keeps others from it until the end of this one. */
    static Uni<Void> lockList(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /**
     * Finds the ids of the schools that have, or had, these URNs. If one is not found, waits for the schools that are
     * being stored: their transactions do not see the change because of which they are looked for.
     */
    public Uni<Set<UUID>> find(SqlConnection tx, Collection<String> urns) {
        return byUrn(tx, urns)
                .chain(found -> found.keySet().containsAll(urns)
                        ? Uni.createFrom().item(found)
                        : lockList(tx).chain(() -> byUrn(tx, urns)))
                .map(found -> Set.copyOf(found.values()));
    }

    private static Uni<Map<String, UUID>> byUrn(SqlConnection db, Collection<String> urns) {
        return db.preparedQuery(OF_URNS)
                .execute(Tuple.of(urns.toArray(String[]::new)))
                .map(rows -> Rows.map(rows, row -> row.getString(0), row -> row.getUUID(1)));
    }

    /** Returns all URNs of these schools, each with the id of its school. */
    public Uni<Map<String, UUID>> urns(SqlConnection db, Collection<UUID> ids) {
        return db.preparedQuery(URNS)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Rows.map(rows, row -> row.getString(0), row -> row.getUUID(1)));
    }
}
