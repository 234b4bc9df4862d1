package uk.gov.education.training.schoolupdates.partnerships;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.store.Partnerships;

/** Moves the partnerships of a school to its new URN, or to the school that took it over. Both schools are locked. */
@ApplicationScoped
public class MovePartnerships {

    private final Partnerships partnerships;
    private final SavePartnership savePartnership;

    MovePartnerships(Partnerships partnerships, SavePartnership savePartnership) {
        this.partnerships = partnerships;
        this.savePartnership = savePartnership;
    }

    /** Gives the partnerships the new URN of their school. They keep their ids. */
    public Uni<Void> toNewUrn(SqlConnection tx, String fromUrn, String toUrn, Cause cause) {
        return each(tx, fromUrn, partnership -> partnerships.changeUrn(tx, partnership, toUrn, cause))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * Finds or creates a partnership of the successor for each one of the school, with the same lead provider, delivery
     * partner and cohort. The school's own must then be deleted, once no training belongs to them.
     *
     * @return the ids of the successor's partnerships, by the ids of those that they take over from
     */
    public Uni<Map<UUID, UUID>> toSuccessor(SqlConnection tx, String fromUrn, String toUrn, Cause cause) {
        return each(tx, fromUrn, partnership -> successor(tx, partnership.withSchoolUrn(toUrn), cause)
                        .map(successorId -> Map.entry(partnership.id(), successorId)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<UUID> successor(SqlConnection tx, Partnership wanted, Cause cause) {
        return partnerships
                .findSame(tx, wanted)
                .chain(same -> same.isPresent()
                        ? Uni.createFrom().item(same.get().id())
                        : savePartnership.create(tx, withNewId(wanted), cause).map(DecidedPartnership::partnershipId));
    }

    private static Partnership withNewId(Partnership like) {
        return SavePartnership.newPartnership(
                like.leadProviderId(),
                like.leadProviderName(),
                like.deliveryPartnerId(),
                like.schoolUrn(),
                like.cohort());
    }

    /** Deletes partnerships to which no training belongs any more, and publishes tombstones. */
    public Uni<Void> delete(SqlConnection tx, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().voidItem() : partnerships.delete(tx, ids);
    }

    /** Handles a school's partnerships one after the other, on the one connection of the transaction. */
    private <T> Multi<T> each(SqlConnection tx, String urn, Function<Partnership, Uni<T>> work) {
        return partnerships
                .ofSchool(tx, urn)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(work::apply);
    }
}
