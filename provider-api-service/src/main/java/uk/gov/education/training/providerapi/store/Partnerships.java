package uk.gov.education.training.providerapi.store;

import uk.gov.education.training.platform.messaging.Rows;
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

/** The partnerships that this service has heard of, and whose training goes on by them. */
@ApplicationScoped
public class Partnerships {

    private static final int ADVISORY_LOCK = 0x9A27;
    private static final String LOCK = "select pg_advisory_xact_lock($1)";
    private static final String SHARE = "select pg_advisory_xact_lock_shared($1)";
    private static final String TRY_SHARE = "select pg_try_advisory_xact_lock_shared($1)";
    private static final String BY_ID = "select snapshot from facts where topic = 'partnerships' and key = any($1)";
    // Both as the indexes of V2 have it.
    private static final String AT_SCHOOLS = """
            select snapshot from facts
            where topic = 'partnerships' and snapshot::jsonb ->> 'school_urn' = any($1)
            and snapshot::jsonb ->> 'lead_provider_id' = $2""";
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

    /** Until the end of this transaction nobody moves training by a partnership. */
    public Uni<Void> lock(SqlConnection tx) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /**
     * Until the end of this transaction no partnership changes. To be called before any participant is locked, because
     * whoever changes partnerships locks participants after.
     */
    public Uni<Void> lockForShare(SqlConnection tx) {
        return tx.preparedQuery(SHARE).execute(Tuple.of(ADVISORY_LOCK)).replaceWithVoid();
    }

    /** Likewise, without waiting: whether it is so. */
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

    /** One lead provider's partnerships with schools, of every cohort. */
    public Uni<List<Partnership>> ofLeadProvider(SqlConnection db, UUID leadProviderId, Collection<String> schoolUrns) {
        return db.preparedQuery(AT_SCHOOLS)
                .execute(Tuple.of(schoolUrns.toArray(String[]::new), leadProviderId.toString()))
                .map(Partnerships::partnerships);
    }

    /** The keys of the participants whom a lead provider moved to another cohort by one of these partnerships. */
    public Uni<List<String>> movedTo(SqlConnection tx, Collection<String> ids) {
        return tx.preparedQuery(MOVED_TO)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /** Participants who are trained by a lead provider of which these are the first partnerships. */
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
