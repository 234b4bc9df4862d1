package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.NotFoundChecks;
import uk.gov.education.training.schoolupdates.schools.FindSchool;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** Finds participants with the reports about their training. */
@ApplicationScoped
public class FindParticipants {

    private final Pool pool;
    private final Participants participants;
    private final FindSchool findSchool;
    private final UpstreamFacts upstreamFacts;

    FindParticipants(Pool pool, Participants participants, FindSchool findSchool, UpstreamFacts upstreamFacts) {
        this.pool = pool;
        this.participants = participants;
        this.findSchool = findSchool;
        this.upstreamFacts = upstreamFacts;
    }

    /** Lists a school's present and past participants, a page of them by id. */
    public Uni<List<StoredParticipant>> atSchool(String schoolUrn, int page, int perPage) {
        return pool.withConnection(db -> findSchool
                .find(db, schoolUrn)
                .chain(() -> participants.atSchool(db, schoolUrn, page, perPage))
                .chain(rows -> upstreamFacts.withReports(db, rows)));
    }

    public Uni<StoredParticipant> atSchool(String schoolUrn, UUID id) {
        return pool.withConnection(db -> participants
                .readUnlocked(db, id)
                .map(row -> NotFoundChecks.requireAtSchool(row, schoolUrn))
                .chain(row -> upstreamFacts.withReports(db, row)));
    }

    public Uni<StoredParticipant> anywhere(UUID id) {
        return pool.withConnection(db -> participants
                .readUnlocked(db, id)
                .map(NotFoundChecks::requireKnown)
                .chain(row -> upstreamFacts.withReports(db, row)));
    }
}
