package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What operations loaded: schools, lead providers, delivery partners. Every method works in the caller's transaction.
 */
@ApplicationScoped
public class ReferenceData {

    /** Whether the school exists. Until the transaction ends it has no new partnerships. */
    public Uni<Boolean> holdSchool(String urn) {
        return exists("select true from schools where urn = $1 for share", urn);
    }

    /** Whether the school exists. Until the transaction ends nobody else registers anyone there. */
    public Uni<Boolean> lockSchool(String urn) {
        return exists("select true from schools where urn = $1 for no key update", urn);
    }

    public Uni<Boolean> isSchool(String urn) {
        return exists("select true from schools where urn = $1", urn);
    }

    public Uni<Boolean> isLeadProvider(UUID id) {
        return exists("select true from lead_providers where id = $1", id);
    }

    /** Empty if there is no such lead provider. */
    public Uni<Optional<String>> leadProviderName(UUID id) {
        return single("select name from lead_providers where id = $1", row -> row.getString(0), id);
    }

    /** Of those that exist, by id. */
    public Uni<Map<UUID, String>> leadProviderNames(Collection<UUID> ids) {
        return Transactions.current()
                .preparedQuery("select id, name from lead_providers where id = any($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> Rows.map(rows, row -> row.getUUID(0), row -> row.getString(1)));
    }

    public Uni<Boolean> isDeliveryPartner(UUID id) {
        return exists("select true from delivery_partners where id = $1", id);
    }

    /**
     * Whether someone else is at a school, with no end in sight, under this address. Until the transaction ends no
     * other registration gets an answer for it.
     *
     * @param trn of whoever is to have the address: they may have been registered only just now
     */
    public Uni<Boolean> isEmailTaken(String email, @Nullable String trn) {
        return exists("select true from (select pg_advisory_xact_lock(hashtextextended(lower($1), 0))) locked", email)
                .chain(() -> exists("""
                        select true from school_periods
                        where lower(email) = lower($1) and finished_on is null
                        and participant_id not in (select participant_id from trns where trn = $2)
                        limit 1""", email, trn));
    }

    private static Uni<Boolean> exists(String sql, @Nullable Object... parameters) {
        if (!PostgresText.canBeStored(parameters)) {
            return Uni.createFrom().item(false);
        }
        return single(sql, row -> row.getBoolean(0), parameters).map(found -> found.orElse(false));
    }

    private static <T> Uni<Optional<T>> single(String sql, Function<Row, T> value, @Nullable Object... parameters) {
        return Transactions.current()
                .preparedQuery(sql)
                .mapping(value)
                .execute(Tuple.from(parameters))
                .map(Rows::first);
    }
}
