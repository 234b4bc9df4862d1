package uk.gov.education.training.schoolupdates.reports;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.Changes;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** Saves the changes of an accepted report. */
@ApplicationScoped
public class SaveReport {

    private final Participants participants;
    private final UpstreamFacts upstreamFacts;

    SaveReport(Participants participants, UpstreamFacts upstreamFacts) {
        this.participants = participants;
        this.upstreamFacts = upstreamFacts;
    }

    /**
     * Saves the changes with their events.
     *
     * @return the participant with this id, after the changes
     * @throws ApiException with every reason, if the report was refused
     */
    public Uni<StoredParticipant> save(
            SqlConnection tx, LockedParticipants locked, UUID id, Verdict<Changes> verdict, Cause cause) {
        return participants
                .save(tx, locked.rows(), ApiException.requireAccepted(verdict).list(), cause)
                .chain(rows -> upstreamFacts.withReports(tx, rows.get(id)));
    }

    /** Returns a participant whom this transaction has saved, as stored now. */
    Uni<StoredParticipant> saved(SqlConnection tx, UUID id) {
        return participants.readUnlocked(tx, id).chain(row -> upstreamFacts.withReports(tx, row.orElseThrow()));
    }
}
