package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Changes;
import uk.gov.education.training.schoolupdates.domain.Deletion;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.reports.LockParticipants;
import uk.gov.education.training.schoolupdates.reports.LockedParticipants;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/**
 * Deletes a participant who never started training. A tombstone on the topic makes every other service delete them too.
 */
@ApplicationScoped
public class DeleteParticipant {

    private final LockParticipants lockParticipants;
    private final Participants participants;
    private final UpstreamFacts upstreamFacts;

    DeleteParticipant(LockParticipants lockParticipants, Participants participants, UpstreamFacts upstreamFacts) {
        this.lockParticipants = lockParticipants;
        this.participants = participants;
        this.upstreamFacts = upstreamFacts;
    }

    public Uni<Void> delete(SqlConnection tx, UUID id, Cause cause) {
        return lockParticipants
                .withMentorships(tx, List.of(id), LocalDate.MIN)
                .invoke(locked -> locked.requireKnown(id))
                .chain(locked -> decide(tx, id, locked)
                        .map(ApiException::requireAccepted)
                        .chain(changes -> participants.save(tx, locked.rows(), changes.list(), cause))
                        .chain(rows -> participants.remove(tx, rows.get(id))));
    }

    private Uni<Verdict<Changes>> decide(SqlConnection tx, UUID id, LockedParticipants locked) {
        List<UUID> ids = Periods.allIds(locked.get(id));
        return upstreamFacts.trainingReports(tx, ids).chain(reports -> upstreamFacts
                .declarations(tx, ids)
                .map(declarations -> Deletion.decide(id, reports.values(), declarations.values(), locked.affected())));
    }
}
