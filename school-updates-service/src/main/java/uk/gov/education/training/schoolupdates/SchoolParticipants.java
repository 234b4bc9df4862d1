package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.IdChange;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.MentorshipLock.Locked;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.domain.Verdict;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.ReferenceData;
import uk.gov.education.training.schoolupdates.store.Transactions;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/** What is storedParticipant about a school's participants, of now and before. */
@ApplicationScoped
public class SchoolParticipants {

    private final Transactions transactions;
    private final Participants participants;
    private final ReferenceData referenceData;
    private final UpstreamFacts others;

    SchoolParticipants(
            Transactions transactions, Participants participants, ReferenceData referenceData, UpstreamFacts others) {
        this.transactions = transactions;
        this.participants = participants;
        this.referenceData = referenceData;
        this.others = others;
    }

    public Uni<List<StoredParticipant>> list(String schoolUrn, int page, int perPage) {
        return transactions.read(() -> referenceData
                .isSchool(schoolUrn)
                .invoke(SchoolParticipants::requireSchool)
                .chain(() -> participants.ofSchool(schoolUrn, page, perPage))
                .chain(rows -> others.trainingReports(
                                rows.stream().map(row -> row.id()).toList())
                        .map(reports ->
                                rows.stream().map(row -> recorded(row, reports)).toList())));
    }

    public Uni<StoredParticipant> find(String schoolUrn, UUID id) {
        return transactions.read(() -> participants
                .find(id)
                .map(row -> requireAtSchool(row, schoolUrn))
                .chain(this::of));
    }

    /**
     * Keeps what the rules said, and looks at the one whom it is about. In the caller's transaction, like those below.
     */
    Uni<StoredParticipant> keep(Map<UUID, ParticipantRow> locked, UUID about, Verdict verdict, Cause cause) {
        return participants.keep(locked, Judged.changes(verdict), cause).chain(rows -> of(rows.get(about)));
    }

    private Uni<StoredParticipant> of(ParticipantRow row) {
        return others.trainingReports(List.of(row.id())).map(reports -> recorded(row, reports));
    }

    /** Whoever it is, at whatever school. */
    Uni<StoredParticipant> find(UUID id) {
        return transactions.read(() ->
                participants.find(id).map(SchoolParticipants::requireKnown).chain(this::of));
    }

    Uni<ParticipantRow> lock(UUID id) {
        return participants.lock(id).map(row -> requireKnown(row));
    }

    static void requireKnown(Locked locked, UUID id) {
        requireKnown(Optional.ofNullable(locked.rows().get(id)));
    }

    /** Requires that somebody whom a look has found was neither merged nor deleted since. */
    static void requireStill(Locked locked, Optional<UUID> found) {
        if (!locked.still(found).equals(found)) {
            throw ApiException.conflict(
                    "request",
                    "Another request changed the same participants at the same moment. Look, and try again.");
        }
    }

    private static ParticipantRow requireKnown(Optional<ParticipantRow> row) {
        return row.orElseThrow(() -> ApiException.notFound("id", "There is no participant with this id."));
    }

    /** Locks a participant who is or was at the school. */
    Uni<ParticipantRow> lock(String schoolUrn, UUID id) {
        return participants.lock(id).map(row -> requireAtSchool(row, schoolUrn));
    }

    /** Requires that somebody is or was at the school. */
    static void requireAtSchool(Locked locked, String schoolUrn, UUID id) {
        requireAtSchool(Optional.ofNullable(locked.rows().get(id)), schoolUrn);
    }

    Uni<Void> holdSchool(String schoolUrn) {
        return referenceData
                .holdSchool(schoolUrn)
                .invoke(SchoolParticipants::requireSchool)
                .replaceWithVoid();
    }

    private static void requireSchool(boolean exists) {
        if (!exists) {
            throw ApiException.notFound("urn", "There is no school with this URN.");
        }
    }

    private static ParticipantRow requireAtSchool(Optional<ParticipantRow> row, String urn) {
        return row.filter(found -> Periods.wasAtSchool(found.facts(), urn))
                .orElseThrow(
                        () -> ApiException.notFound("id", "No participant with this id is or was at this school."));
    }

    /**
     * All ids that the person has or had: what was reported or declared under an earlier one may not have been moved
     * yet.
     */
    static List<UUID> idsOf(Participant participant) {
        return Stream.concat(
                        Stream.of(participant.id()),
                        participant.idChanges().stream().map(IdChange::fromParticipantId))
                .toList();
    }

    private static StoredParticipant recorded(ParticipantRow row, Map<UUID, TrainingReports> reports) {
        return new StoredParticipant(row.facts(), row.version(), reports.get(row.id()));
    }
}
