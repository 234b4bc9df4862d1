package uk.gov.education.training.schoolupdates.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.PartnershipChange.DeliveryPartnerReplaced;
import uk.gov.education.training.events.PartnershipChange.PartnershipConfirmed;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Cause;

/** Who trains whose participants. Every method works in the caller's transaction. */
@ApplicationScoped
public class Partnerships implements PanacheRepositoryBase<PartnershipRow, UUID> {

    private final Events events;

    Partnerships(Events events) {
        this.events = events;
    }

    /** Earliest first. */
    public Uni<List<Partnership>> ofSchool(String schoolUrn) {
        return find("schoolUrn = ?1 order by createdAt, id", schoolUrn).list().map(Partnerships::toDomain);
    }

    /** Earliest first. */
    public Uni<List<Partnership>> page(int page, int perPage) {
        return find("order by createdAt, id").page(page - 1, perPage).list().map(Partnerships::toDomain);
    }

    /** The one of just these four, if there is one. */
    public Uni<Optional<Partnership>> like(Partnership partnership) {
        return find(
                        "schoolUrn = ?1 and leadProviderId = ?2 and deliveryPartnerId = ?3 and cohort = ?4",
                        partnership.schoolUrn(),
                        partnership.leadProviderId(),
                        partnership.deliveryPartnerId(),
                        partnership.cohort())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(PartnershipRow::toDomain));
    }

    /** Keeps a new partnership, with its event. */
    public Uni<Void> keep(Partnership partnership, Cause cause) {
        PartnershipRow row = PartnershipRow.first(partnership);
        return persist(row)
                .chain(() -> events.add(List.of(events.event(
                        Topics.PARTNERSHIPS,
                        partnership.id().toString(),
                        row.version,
                        new PartnershipConfirmed(),
                        partnership,
                        cause))));
    }

    /** Looks without locking; nothing may be decided by it. */
    public Uni<Optional<Partnership>> glance(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select id, leadProviderId, deliveryPartnerId, schoolUrn, cohort, createdAt from PartnershipRow"
                                        + " where id = ?1",
                                Partnership.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /** One that exists. */
    public Uni<Partnership> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).map(PartnershipRow::toDomain);
    }

    /** Gives a locked partnership another delivery partner, with the event. */
    public Uni<Partnership> change(Partnership before, UUID deliveryPartnerId, Cause cause) {
        return findById(before.id()).chain(row -> {
            row.deliveryPartnerId = deliveryPartnerId;
            row.version++;
            Partnership after = row.toDomain();
            return events.add(List.of(events.event(
                            Topics.PARTNERSHIPS,
                            after.id().toString(),
                            row.version,
                            new DeliveryPartnerReplaced(before.deliveryPartnerId(), deliveryPartnerId),
                            after,
                            cause)))
                    .chain(() -> flush())
                    .replaceWith(after);
        });
    }

    /** Whose training a partnership confirmed. Training that never took place has no row, so the snapshots tell. */
    public Uni<List<UUID>> confirmedBy(Partnership partnership) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                select distinct id from participants
                                where id in (select participant_id from school_periods where school_urn = ?1)
                                and strpos(facts, ?2) > 0""", UUID.class)
                .setParameter(1, partnership.schoolUrn())
                .setParameter(2, partnership.id().toString())
                .getResultList());
    }

    /** Whose training a partnership would confirm. */
    public Uni<List<UUID>> interested(Partnership partnership) {
        return Panache.getSession().chain(session -> session.createSelectionQuery("""
                                select distinct participantId from TrainingRow
                                where schoolUrn = ?1 and leadProviderId = ?2 and cohort = ?3 and partnershipId is null""", UUID.class)
                .setParameter(1, partnership.schoolUrn())
                .setParameter(2, partnership.leadProviderId())
                .setParameter(3, partnership.cohort())
                .getResultList());
    }

    private static List<Partnership> toDomain(List<PartnershipRow> rows) {
        return rows.stream().map(PartnershipRow::toDomain).toList();
    }
}
