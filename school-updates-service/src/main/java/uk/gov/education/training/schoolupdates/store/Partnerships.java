package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange;
import uk.gov.education.training.events.PartnershipChange.DeliveryPartnerReplaced;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;

/** Who trains whose participants. Every method works in the caller's transaction. */
@ApplicationScoped
public class Partnerships {

    static final String COLUMNS =
            "select id, lead_provider_id, lead_provider_name, delivery_partner_id, school_urn, cohort, created_at";
    private static final String SELECT = COLUMNS + " from partnerships ";
    private static final String EARLIEST_FIRST = " order by created_at, id";
    private static final String OF_SCHOOL = SELECT + "where school_urn = $1" + EARLIEST_FIRST;
    private static final String PAGE = SELECT + EARLIEST_FIRST + " offset $1 limit $2";
    private static final String LIKE =
            SELECT + "where school_urn = $1 and lead_provider_id = $2 and delivery_partner_id = $3 and cohort = $4";
    private static final String ONE = SELECT + "where id = $1";
    // Whoever writes a training that it confirmed may look at it meanwhile, and holds people for whom this may wait.
    private static final String LOCK = ONE + " for no key update";
    private static final String FIRST_VERSION = """
            insert into partnerships
                (id, lead_provider_id, lead_provider_name, delivery_partner_id, school_urn, cohort, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, 1)""";
    private static final String CHANGE = "update partnerships set delivery_partner_id = $2, version = $3 where id = $1";
    private static final String VERSION = "select version from partnerships where id = $1";
    private static final String CONFIRMED_BY = """
            select id from participants
            where id in (select participant_id from school_periods where school_urn = $1) and strpos(facts, $2) > 0""";
    private static final String INTERESTED = """
            select distinct participant_id from trainings
            where school_urn = $1 and lead_provider_id = $2 and cohort = $3 and partnership_id is null""";

    private final Events events;

    Partnerships(Events events) {
        this.events = events;
    }

    /** Earliest first. */
    public Uni<List<Partnership>> ofSchool(String schoolUrn) {
        return select(OF_SCHOOL, Tuple.of(schoolUrn)).map(Rows::list);
    }

    /** Earliest first. */
    public Uni<List<Partnership>> page(int page, int perPage) {
        return select(PAGE, Tuple.of((page - 1) * perPage, perPage)).map(Rows::list);
    }

    /** The one of just these four, if there is one. */
    public Uni<Optional<Partnership>> like(Partnership partnership) {
        return select(
                        LIKE,
                        Tuple.of(
                                partnership.schoolUrn(),
                                partnership.leadProviderId(),
                                partnership.deliveryPartnerId(),
                                partnership.cohort()))
                .map(Rows::first);
    }

    /** Keeps a new partnership, with its event. */
    public Uni<Void> keep(Partnership partnership, Cause cause) {
        return Transactions.current()
                .preparedQuery(FIRST_VERSION)
                .execute(Tuple.from(List.<Object>of(
                        partnership.id(),
                        partnership.leadProviderId(),
                        partnership.leadProviderName(),
                        partnership.deliveryPartnerId(),
                        partnership.schoolUrn(),
                        partnership.cohort(),
                        partnership.createdAt().atOffset(ZoneOffset.UTC))))
                .chain(() -> event(partnership, 1, new PartnershipConfirmed(), cause));
    }

    /** Looks without locking; nothing may be decided by it. */
    public Uni<Optional<Partnership>> glance(UUID id) {
        return select(ONE, Tuple.of(id)).map(Rows::first);
    }

    /** One that exists. */
    public Uni<Partnership> lock(UUID id) {
        return select(LOCK, Tuple.of(id)).map(found -> found.iterator().next());
    }

    /** Gives a locked partnership another delivery partner, with the event. */
    public Uni<Partnership> change(Partnership before, UUID deliveryPartnerId, Cause cause) {
        Partnership after = before.with(deliveryPartnerId);
        return version(before.id())
                .map(Versions::next)
                .call(version -> Transactions.current()
                        .preparedQuery(CHANGE)
                        .execute(Tuple.of(before.id(), deliveryPartnerId, version)))
                .chain(version -> event(
                        after,
                        version,
                        new DeliveryPartnerReplaced(before.deliveryPartnerId(), deliveryPartnerId),
                        cause))
                .replaceWith(after);
    }

    private static Uni<Long> version(UUID id) {
        return Transactions.current()
                .preparedQuery(VERSION)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Whose training a partnership confirmed. Training that never took place has no row, so the snapshots tell. */
    public Uni<List<UUID>> confirmedBy(Partnership partnership) {
        return ids(
                CONFIRMED_BY, Tuple.of(partnership.schoolUrn(), partnership.id().toString()));
    }

    /** Whose training a partnership would confirm. */
    public Uni<List<UUID>> interested(Partnership partnership) {
        return ids(INTERESTED, Tuple.of(partnership.schoolUrn(), partnership.leadProviderId(), partnership.cohort()));
    }

    private Uni<Void> event(Partnership partnership, long version, PartnershipChange change, Cause cause) {
        return events.add(List.of(
                events.event(Topics.PARTNERSHIPS, partnership.id().toString(), version, change, partnership, cause)));
    }

    private static Uni<List<UUID>> ids(String sql, Tuple parameters) {
        return Transactions.current()
                .preparedQuery(sql)
                .mapping(row -> row.getUUID(0))
                .execute(parameters)
                .map(Rows::list);
    }

    private static Uni<RowSet<Partnership>> select(String sql, Tuple parameters) {
        return Transactions.current()
                .preparedQuery(sql)
                .mapping(Partnerships::partnership)
                .execute(parameters);
    }

    static Partnership partnership(Row row) {
        return new Partnership(
                row.getUUID(0),
                row.getUUID(1),
                row.getString(2),
                row.getUUID(3),
                row.getString(4),
                row.getInteger(5),
                row.getOffsetDateTime(6).toInstant());
    }
}
