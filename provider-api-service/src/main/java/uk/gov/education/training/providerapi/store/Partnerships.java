package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Rows;

/** Reads the stored partnerships, and the participants whom they affect. */
@ApplicationScoped
public class Partnerships {

    private static final int ADVISORY_LOCK = 0x9A27;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String SHARE = "select pg_advisory_xact_lock_shared($1)";
    private static final String TRY_SHARE = "select pg_try_advisory_xact_lock_shared($1)";
    private static final String BY_ID = "select snapshot from facts where topic = 'partnerships' and key = any($1)";
    // These use indexes of V1.
    private static final String AT_SCHOOLS =
            "select snapshot from facts where topic = 'partnerships' and snapshot::jsonb ->> 'school_urn' = any($1)";
    private static final String OF_LEAD_PROVIDER = AT_SCHOOLS + " and snapshot::jsonb ->> 'lead_provider_id' = $2";
    private static final String MOVED_TO = """
            select key from facts
            where topic = 'training-changes'
            and jsonb_path_query_array(snapshot::jsonb, '$.trainings[*].schedules[*].partnership_id') ?| $1::text[]""";

    // Lead providers are few, and each is new once.
    private static final String TRAINED_BY_NEWCOMERS = """
            with newcomers as (
                select snapshot::jsonb ->> 'lead_provider_id' as id from facts as one
                where topic = 'partnerships' and key = any($1)
                and not exists (
                    select from facts as other
                    where topic = 'partnerships' and not key = any($1)
                    and other.snapshot::jsonb ->> 'lead_provider_id' = one.snapshot::jsonb ->> 'lead_provider_id'))
            select distinct key from facts, newcomers
            where topic = 'participant-changes' and strpos(snapshot, newcomers.id) > 0""";

    /** Keeps others from moving training to another partnership until the end of this transaction. */
    public Uni<Void> lock(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /**
     * Keeps partnerships from changing until the end of this transaction. Call it before locking any participant,
     * because a transaction that changes partnerships locks participants afterwards.
     */
    public Uni<Void> lockForShare(SqlConnection tx) {
        return tx.preparedQuery(SHARE).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /** Does the same without waiting, and returns whether it could. */
    Uni<Boolean> tryLockForShare(SqlConnection tx) {
        return tx.preparedQuery(TRY_SHARE)
                .execute(Tuple.of(ADVISORY_LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    public Uni<List<Partnership>> findAll(SqlConnection db, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : db.preparedQuery(BY_ID)
                        .execute(Tuple.of(ids.stream().map(UUID::toString).toArray(String[]::new)))
                        .map(Partnerships::partnerships);
    }

    /** Finds all partnerships with these schools. */
    public Uni<List<Partnership>> atSchools(SqlConnection db, Collection<String> schoolUrns) {
        return db.preparedQuery(AT_SCHOOLS)
                .execute(Tuple.of(schoolUrns.toArray(String[]::new)))
                .map(Partnerships::partnerships);
    }

    /** Finds one lead provider's partnerships with these schools, of every cohort. */
    public Uni<List<Partnership>> ofLeadProvider(SqlConnection db, UUID leadProviderId, Collection<String> schoolUrns) {
        return db.preparedQuery(OF_LEAD_PROVIDER)
                .execute(Tuple.of(schoolUrns.toArray(String[]::new), leadProviderId.toString()))
                .map(Partnerships::partnerships);
    }

    /** Finds the keys of participants whom a lead provider moved to another cohort with one of these partnerships. */
    public Uni<List<String>> movedTo(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(MOVED_TO)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /** Finds the participants of lead providers whose first partnerships these are. */
    public Uni<List<UUID>> trainedByNewcomers(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(TRAINED_BY_NEWCOMERS)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> UUID.fromString(row.getString(0))));
    }

    private static List<Partnership> partnerships(RowSet<Row> rows) {
        return Rows.list(rows, row -> partnership(row.getString(0)));
    }

    private static Partnership partnership(String snapshot) {
        return Json.read(snapshot, Partnership.class);
    }
}
