package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;

/** The lead providers and delivery partners, and the email addresses in use. */
@ApplicationScoped
public class ReferenceData {

    public Uni<Boolean> isLeadProvider(SqlConnection db, UUID id) {
        return exists(db, "select true from lead_providers where id = $1", id);
    }

    /** Returns nothing if there is no such lead provider. */
    public Uni<Optional<String>> leadProviderName(SqlConnection db, UUID id) {
        return first(db, "select name from lead_providers where id = $1", row -> row.getString(0), id);
    }

    /** Returns the names of those that exist, by id. */
    public Uni<Map<UUID, String>> leadProviderNames(SqlConnection db, Collection<UUID> ids) {
        return db.preparedQuery("select id, name from lead_providers where id = any($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Rows.map(rows, row -> row.getUUID(0), row -> row.getString(1)));
    }

    public Uni<Boolean> isDeliveryPartner(SqlConnection db, UUID id) {
        return exists(db, "select true from delivery_partners where id = $1", id);
    }

    /**
     * Returns whether another person with no leaving date uses this email address at a school. Until the transaction
     * ends, other registrations with this address wait here.
     *
     * @param trn the TRN of the person who is to have the address: they may have been registered a moment ago
     */
    public Uni<Boolean> isEmailTaken(SqlConnection tx, String email, @Nullable String trn) {
        return exists(
                        tx,
                        "select true from (select pg_advisory_xact_lock(hashtextextended(lower($1), 0))) locked",
                        email)
                .chain(() -> exists(tx, """
                        select true from school_periods
                        where lower(email) = lower($1) and finished_on is null
                        and participant_id not in (select participant_id from trns where trn = $2)
                        limit 1""", email, trn));
    }

    private static Uni<Boolean> exists(SqlConnection db, String sql, @Nullable Object... parameters) {
        return PostgresText.canBeStored(parameters)
                ? first(db, sql, row -> row.getBoolean(0), parameters).map(found -> found.orElse(false))
                : Uni.createFrom().item(false);
    }

    private static <T> Uni<Optional<T>> first(
            SqlConnection db, String sql, Function<Row, T> value, @Nullable Object... parameters) {
        return db.preparedQuery(sql).execute(Tuple.from(parameters)).map(rows -> Rows.first(rows, value));
    }
}
