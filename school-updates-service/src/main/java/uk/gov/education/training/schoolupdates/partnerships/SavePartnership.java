package uk.gov.education.training.schoolupdates.partnerships;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ChangedParticipant;
import uk.gov.education.training.schoolupdates.domain.Confirmation;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/**
 * Saves a new or changed partnership together with the training that it confirms. The caller has locked the school, and
 * no participant: partnerships and participants are locked in this order everywhere.
 */
@ApplicationScoped
public class SavePartnership {

    private final Partnerships partnerships;
    private final Participants participants;
    private final UpstreamFacts upstreamFacts;

    SavePartnership(Partnerships partnerships, Participants participants, UpstreamFacts upstreamFacts) {
        this.partnerships = partnerships;
        this.participants = participants;
        this.upstreamFacts = upstreamFacts;
    }

    /** A partnership with a new id that is created now. */
    public static Partnership newPartnership(
            UUID leadProviderId, String leadProviderName, UUID deliveryPartnerId, String schoolUrn, int cohort) {
        return new Partnership(
                UUID.randomUUID(),
                leadProviderId,
                leadProviderName,
                deliveryPartnerId,
                schoolUrn,
                cohort,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Saves a new partnership, and confirms the training that so far was an expression of interest. */
    public Uni<DecidedPartnership> create(SqlConnection tx, Partnership partnership, Cause cause) {
        return partnerships
                .save(tx, partnership, cause)
                .chain(() -> partnerships.findInterestedParticipants(tx, partnership))
                .chain(ids -> participants.lockAll(tx, ids))
                .chain(locked -> upstreamFacts
                        .fundingEnded(tx, locked.keySet())
                        .chain(ended -> save(
                                tx, locked, row -> Confirmation.confirm(row.participant(), partnership, ended), cause)))
                .map(changed -> new DecidedPartnership(partnership.id(), changed));
    }

    /**
     * Gives a locked partnership another delivery partner. Locks the participants before the partnership's row changes:
     * reports about training lock in this order too.
     */
    public Uni<DecidedPartnership> change(SqlConnection tx, Partnership before, UUID deliveryPartnerId, Cause cause) {
        return partnerships
                .findConfirmedParticipants(tx, before)
                .chain(ids -> participants.lockAll(tx, ids))
                .chain(
                        locked -> partnerships
                                .change(tx, before, deliveryPartnerId, cause)
                                .chain(after -> save(
                                        tx,
                                        locked,
                                        row -> Confirmation.changeDeliveryPartner(
                                                        row.participant(), before.deliveryPartnerId(), after)
                                                .stream()
                                                .toList(),
                                        cause)))
                .map(changed -> new DecidedPartnership(before.id(), changed));
    }

    private Uni<List<UUID>> save(
            SqlConnection tx,
            Map<UUID, ParticipantRow> locked,
            Function<ParticipantRow, List<ChangedParticipant>> change,
            Cause cause) {
        List<ChangedParticipant> changes = locked.values().stream()
                .flatMap(row -> change.apply(row).stream())
                .toList();
        return participants
                .save(tx, locked, changes, cause)
                .replaceWith(changes.stream()
                        .map(changed -> changed.after().id())
                        .distinct()
                        .toList());
    }
}
