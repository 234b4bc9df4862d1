package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Rows;

/**
 * Queues schools to render again. Another transaction renders them after the commit of the change, so that it sees all
 * facts, whichever arrived first. Many schools at once wait behind single ones.
 */
@ApplicationScoped
public class SchoolRefreshQueue {

    private static final String ANY = "select exists (select from school_refresh_queue)";
    private static final String ADD =
            "insert into school_refresh_queue (school_urn, bulk) select unnest($1::text[]), $2";
    private static final String ADD_ALL = "insert into school_refresh_queue (bulk) values (true)";
    private static final String ADD_OF_DELIVERY_PARTNERS =
            "insert into school_refresh_queue (delivery_partner_id, bulk) select unnest($1::uuid[]), true";
    private static final String ADD_DUE = """
            insert into school_refresh_queue (school_urn, bulk)
            select min(urn), true
            from provider_documents join school_urns on school_id = subject
            where kind = 'partnership' and next_change_on <= $1
            and not exists (select from school_refresh_queue as waiting where waiting.school_urn = urn)
            group by subject""";
    private static final String TAKE_MANY = """
            delete from school_refresh_queue where id in
                (select id from school_refresh_queue where school_urn is null for update skip locked)
            returning delivery_partner_id""";
    private static final String ADD_EACH =
            "insert into school_refresh_queue (school_urn, bulk) select urn, true from school_urns";
    // Uses an index of V2.
    private static final String ADD_PARTNERS_OF = """
            insert into school_refresh_queue (school_urn, bulk)
            select distinct snapshot::jsonb ->> 'school_urn', true from facts
            where topic = 'partnerships' and snapshot::jsonb ->> 'delivery_partner_id' = any($1)""";
    // A school has a document for every lead provider and cohort. Takes every entry of these schools, because one
    // refresh is enough for all.
    private static final String TAKE = """
            delete from school_refresh_queue where id in (
                select id from school_refresh_queue
                where school_urn in (
                    select school_urn from school_refresh_queue where school_urn is not null order by bulk, id
                    limit greatest(1, $1 / greatest(1,
                        (select count(*) from lead_providers)
                        * (select count(*) from facts where topic = 'contract-periods'))))
                for update skip locked)
            returning school_urn""";

    private final Pool pool;

    SchoolRefreshQueue(Pool pool) {
        this.pool = pool;
    }

    public Uni<Boolean> isEmpty() {
        return pool.query(ANY).execute().map(rows -> !rows.iterator().next().getBoolean(0));
    }

    public Uni<Void> add(SqlConnection tx, Collection<String> urns) {
        return add(tx, urns, false);
    }

    /** Adds schools that may be many. Single ones are rendered first. */
    public Uni<Void> addBulk(SqlConnection tx, Collection<String> urns) {
        return add(tx, urns, true);
    }

    private static Uni<Void> add(SqlConnection tx, Collection<String> urns, boolean bulk) {
        return urns.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.preparedQuery(ADD)
                        .execute(Tuple.of(urns.toArray(String[]::new), bulk))
                        .replaceWithVoid();
    }

    /** Adds all schools. */
    public Uni<Void> addAll(SqlConnection tx) {
        return tx.query(ADD_ALL).execute().replaceWithVoid();
    }

    /** Adds the schools with partnerships of these delivery partners. */
    public Uni<Void> addOfDeliveryPartners(SqlConnection tx, Collection<UUID> deliveryPartnerIds) {
        return tx.preparedQuery(ADD_OF_DELIVERY_PARTNERS)
                .execute(Tuple.of(deliveryPartnerIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Adds the schools whose partnerships the calendar may have changed by that day. */
    public Uni<Void> addDue(SqlConnection tx, LocalDate today) {
        return tx.preparedQuery(ADD_DUE).execute(Tuple.of(today)).replaceWithVoid();
    }

    /** Replaces an entry for many schools by one for each. Waits for the schools that are being stored. */
    public Uni<Void> expand(SqlConnection tx) {
        return tx.query(TAKE_MANY)
                .execute()
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)))
                .chain(taken -> {
                    if (taken.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    return taken.contains(null)
                            ? Schools.lockList(tx)
                                    .chain(() -> tx.query(ADD_EACH).execute())
                                    .replaceWithVoid()
                            : tx.preparedQuery(ADD_PARTNERS_OF)
                                    .execute(Tuple.of(
                                            taken.stream().map(UUID::toString).toArray(String[]::new)))
                                    .replaceWithVoid();
                });
    }

    /**
     * Takes schools off the queue, by their URNs. They stay in it if the transaction fails.
     *
     * @param documents about how many documents they may have together; a school that alone has more is taken too
     */
    public Uni<Set<String>> take(SqlConnection tx, long documents) {
        return tx.preparedQuery(TAKE).execute(Tuple.of(documents)).map(rows -> Rows.set(rows, row -> row.getString(0)));
    }
}
