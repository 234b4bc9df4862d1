package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange;
import uk.gov.education.training.events.PartnershipChange.DeliveryPartnerReplaced;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.PartnershipChange.PartnershipUrnReplaced;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.Versions;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Rows;

/** The partnerships of lead providers with schools. */
@ApplicationScoped
public class Partnerships {

    static final String COLUMNS =
            "id, lead_provider_id, lead_provider_name, delivery_partner_id, school_urn, cohort, created_at";
    private static final String SELECT = "select " + COLUMNS + " from partnerships ";
    private static final String EARLIEST_FIRST = " order by created_at, id";
    private static final String OF_SCHOOL = SELECT + "where school_urn = $1" + EARLIEST_FIRST;
    private static final String PAGE = SELECT + EARLIEST_FIRST + " offset $1 limit $2";
    private static final String FIND_SAME =
            SELECT + "where school_urn = $1 and lead_provider_id = $2 and delivery_partner_id = $3 and cohort = $4";
    private static final String FIND = SELECT + "where id = $1";
    private static final String FIND_WITH_VERSION = "select version, " + COLUMNS + " from partnerships where id = $1";
    // Lets transactions that save confirmed training still check the foreign key. They hold participants' locks.
    private static final String LOCK = FIND + " for no key update";
    private static final String INSERT = """
            insert into partnerships
                (id, lead_provider_id, lead_provider_name, delivery_partner_id, school_urn, cohort, created_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, 1)""";
    private static final String CHANGE = "update partnerships set delivery_partner_id = $2, version = $3 where id = $1";
    private static final String CHANGE_URN = "update partnerships set school_urn = $2, version = $3 where id = $1";
    private static final String DELETE = "delete from partnerships where id = any($1)";
    private static final String VERSION = "select version from partnerships where id = $1";
    // Reads the snapshots, because training that never took place has no row.
    private static final String CONFIRMED_PARTICIPANTS = """
            select id from participants
            where id in (select participant_id from school_periods where school_urn = $1) and strpos(snapshot, $2) > 0""";
    private static final String INTERESTED_PARTICIPANTS = """
            select distinct participant_id from trainings
            where school_urn = $1 and lead_provider_id = $2 and cohort = $3 and partnership_id is null""";

    private final EventWriter eventWriter;

    Partnerships(EventWriter eventWriter) {
        this.eventWriter = eventWriter;
    }

    /** Lists a school's partnerships, earliest first. */
    public Uni<List<Partnership>> ofSchool(SqlConnection db, String schoolUrn) {
        return list(db, OF_SCHOOL, Tuple.of(schoolUrn));
    }

    /** Lists a page of all partnerships, earliest first. */
    public Uni<List<Partnership>> page(SqlClient db, int page, int perPage) {
        return list(db, PAGE, Tuple.of((page - 1) * perPage, perPage));
    }

    /** Finds the partnership of the same school, lead provider, delivery partner and cohort. */
    public Uni<Optional<Partnership>> findSame(SqlConnection db, Partnership partnership) {
        return first(
                db,
                FIND_SAME,
                Tuple.of(
                        partnership.schoolUrn(),
                        partnership.leadProviderId(),
                        partnership.deliveryPartnerId(),
                        partnership.cohort()));
    }

    /** Saves a new partnership and writes its event. */
    public Uni<Void> save(SqlConnection tx, Partnership partnership, Cause cause) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.from(List.<Object>of(
                        partnership.id(),
                        partnership.leadProviderId(),
                        partnership.leadProviderName(),
                        partnership.deliveryPartnerId(),
                        partnership.schoolUrn(),
                        partnership.cohort(),
                        partnership.createdAt().atOffset(ZoneOffset.UTC))))
                .chain(() -> addEvent(tx, partnership, 1, new PartnershipConfirmed(), cause));
    }

    /** Reads without a lock, so do not decide anything by the result. */
    public Uni<Optional<Partnership>> readUnlocked(SqlConnection db, UUID id) {
        return first(db, FIND, Tuple.of(id));
    }

    /** Reads without a lock. */
    public Uni<Optional<PartnershipRow>> read(SqlConnection db, UUID id) {
        return db.preparedQuery(FIND_WITH_VERSION)
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, row -> new PartnershipRow(row.getLong("version"), partnership(row))));
    }

    /** Locks and loads a partnership. */
    public Uni<Optional<Partnership>> lock(SqlConnection tx, UUID id) {
        return first(tx, LOCK, Tuple.of(id));
    }

    /** Gives a locked partnership another delivery partner, and writes the event. */
    public Uni<Partnership> change(SqlConnection tx, Partnership before, UUID deliveryPartnerId, Cause cause) {
        Partnership after = before.with(deliveryPartnerId);
        return version(tx, before.id())
                .map(Versions::next)
                .call(version -> tx.preparedQuery(CHANGE).execute(Tuple.of(before.id(), deliveryPartnerId, version)))
                .chain(version -> addEvent(
                        tx,
                        after,
                        version,
                        new DeliveryPartnerReplaced(before.deliveryPartnerId(), deliveryPartnerId),
                        cause))
                .replaceWith(after);
    }

    /** Gives a partnership the new URN of its school, and writes the event. */
    public Uni<Void> changeUrn(SqlConnection tx, Partnership before, String urn, Cause cause) {
        return version(tx, before.id())
                .map(Versions::next)
                .call(version -> tx.preparedQuery(CHANGE_URN).execute(Tuple.of(before.id(), urn, version)))
                .chain(version -> addEvent(
                        tx,
                        before.withSchoolUrn(urn),
                        version,
                        new PartnershipUrnReplaced(before.schoolUrn(), urn),
                        cause));
    }

    /** Deletes partnerships, and publishes tombstones. */
    public Uni<Void> delete(SqlConnection tx, Collection<UUID> ids) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .chain(() -> eventWriter.addTombstones(
                        tx,
                        Topics.PARTNERSHIPS,
                        ids.stream().map(UUID::toString).toList()));
    }

    private static Uni<Long> version(SqlConnection tx, UUID id) {
        return tx.preparedQuery(VERSION)
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Finds the participants whose training the partnership confirmed. */
    public Uni<List<UUID>> findConfirmedParticipants(SqlConnection tx, Partnership partnership) {
        return ids(
                tx,
                CONFIRMED_PARTICIPANTS,
                Tuple.of(partnership.schoolUrn(), partnership.id().toString()));
    }

    /** Finds the participants whose training the partnership would confirm. */
    public Uni<List<UUID>> findInterestedParticipants(SqlConnection tx, Partnership partnership) {
        return ids(
                tx,
                INTERESTED_PARTICIPANTS,
                Tuple.of(partnership.schoolUrn(), partnership.leadProviderId(), partnership.cohort()));
    }

    private Uni<Void> addEvent(
            SqlConnection tx, Partnership partnership, long version, PartnershipChange change, Cause cause) {
        return eventWriter.add(
                tx,
                List.of(eventWriter.event(
                        Topics.PARTNERSHIPS, partnership.id().toString(), version, change, partnership, cause)));
    }

    private static Uni<List<UUID>> ids(SqlConnection tx, String sql, Tuple parameters) {
        return tx.preparedQuery(sql).execute(parameters).map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    private static Uni<List<Partnership>> list(SqlClient db, String sql, Tuple parameters) {
        return db.preparedQuery(sql).execute(parameters).map(rows -> Rows.list(rows, Partnerships::partnership));
    }

    private static Uni<Optional<Partnership>> first(SqlClient db, String sql, Tuple parameters) {
        return db.preparedQuery(sql).execute(parameters).map(rows -> Rows.first(rows, Partnerships::partnership));
    }

    static Partnership partnership(Row row) {
        return new Partnership(
                row.getUUID("id"),
                row.getUUID("lead_provider_id"),
                row.getString("lead_provider_name"),
                row.getUUID("delivery_partner_id"),
                row.getString("school_urn"),
                row.getInteger("cohort"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
