package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.partnerships.DecidedPartnership;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.PartnershipRow;
import uk.gov.education.training.schoolupdates.store.Partnerships;

/**
 * Finds a partnership that a request created or changed, with the participants whose training changed with it, as they
 * are now. They may have changed again since, and their versions say so.
 */
@ApplicationScoped
public class FindPartnership {

    private final Pool pool;
    private final Partnerships partnerships;
    private final Participants participants;

    FindPartnership(Pool pool, Partnerships partnerships, Participants participants) {
        this.pool = pool;
        this.partnerships = partnerships;
        this.participants = participants;
    }

    /** @param participants without those who have been merged or deleted since */
    public record Found(PartnershipRow partnership, List<ParticipantRow> participants) {}

    public Uni<Found> find(DecidedPartnership decided) {
        return pool.withConnection(db -> partnerships
                .read(db, decided.partnershipId())
                .map(row ->
                        row.orElseThrow(() -> ApiException.notFound("id", "This partnership does not exist any more.")))
                .chain(partnership ->
                        participants.readRows(db, decided.participantIds()).map(rows -> new Found(partnership, rows))));
    }
}
