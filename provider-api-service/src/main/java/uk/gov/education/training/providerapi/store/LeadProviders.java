package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores the lead providers that DfE has added, with their names. */
@ApplicationScoped
public class LeadProviders {

    private static final int ADVISORY_LOCK = 0x9A28;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String TRY_SHARE = "select pg_try_advisory_xact_lock_shared($1)";
    private static final String IDS = "select id from lead_providers";
    private static final String NAMES = "select id, name from lead_providers where id = any($1)";
    private static final String SAVE = """
            with now as (
                select key::uuid as id, snapshot::jsonb ->> 'name' as name from facts
                where topic = 'lead-providers' and key = any($1)
            ), before as (
                select id, name from lead_providers where id = any($1::uuid[])
            ), removed as (
                delete from lead_providers where id = any($1::uuid[]) and id not in (select id from now)
            ), kept as (
                insert into lead_providers (id, name) select id, name from now
                on conflict (id) do update set name = excluded.name where lead_providers.name <> excluded.name
            )
            select id, now.name is null or before.name is null from now full join before using (id)
            where now.name is distinct from before.name""";
    private static final String MENTIONED_BY = """
            select key from facts where topic = 'participant-changes'
            and exists (select from unnest($1::text[]) as id where strpos(snapshot, id) > 0)""";

    /** A change of a lead provider. If it is not new or removed, it has another name. */
    public record ChangedLeadProvider(UUID id, boolean isNewOrRemoved) {}

    /**
     * Saves these lead providers as they are stored now. Until the end of the transaction, others know that a name may
     * have changed (see {@link #tryKeepNames}).
     *
     * @param ids the keys of the lead providers; those without facts are removed
     * @return the lead providers that changed
     */
    public Uni<List<ChangedLeadProvider>> save(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(ADVISORY_LOCK))
                .chain(() -> tx.preparedQuery(SAVE).execute(Tuple.of(ids.toArray(String[]::new))))
                .map(rows -> Rows.list(rows, row -> new ChangedLeadProvider(row.getUUID(0), row.getBoolean(1))));
    }

    /**
     * Keeps names from changing until the end of this transaction. Does not wait, because the transaction may have
     * locked participants; returns false if a name is changing now.
     */
    Uni<Boolean> tryKeepNames(SqlConnection tx) {
        return tx.preparedQuery(TRY_SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Returns the names of these lead providers, as far as DfE has added them. */
    Uni<Map<UUID, String>> names(SqlConnection db, Collection<UUID> ids) {
        return db.preparedQuery(NAMES)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Rows.map(rows, row -> row.getUUID(0), row -> row.getString(1)));
    }

    public Uni<Set<UUID>> ids(SqlConnection db) {
        return db.preparedQuery(IDS).execute().map(rows -> Rows.set(rows, row -> row.getUUID(0)));
    }

    /** Finds the participants in whose facts one of these lead providers appears. */
    public Uni<List<UUID>> mentionedBy(SqlConnection db, Collection<UUID> ids) {
        return db.preparedQuery(MENTIONED_BY)
                .execute(Tuple.of(ids.stream().map(UUID::toString).toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> UUID.fromString(row.getString(0))));
    }
}
