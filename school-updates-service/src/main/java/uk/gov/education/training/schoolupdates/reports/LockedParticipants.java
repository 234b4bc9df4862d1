package uk.gov.education.training.schoolupdates.reports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.schoolupdates.domain.AffectedParticipants;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;

/** The participants whose rows a transaction has locked, by id. */
public record LockedParticipants(Map<UUID, ParticipantRow> rows) {

    static LockedParticipants of(ParticipantRow row) {
        return new LockedParticipants(Map.of(row.id(), row));
    }

    public Set<UUID> ids() {
        return rows.keySet();
    }

    public boolean contains(UUID id) {
        return rows.containsKey(id);
    }

    public Participant get(UUID id) {
        return rows.get(id).participant();
    }

    public AffectedParticipants affected() {
        return AffectedParticipants.of(
                rows.values().stream().map(ParticipantRow::participant).toList());
    }

    /** Keeps the id of a participant who was found before the lock, unless they have been merged or deleted since. */
    public Optional<UUID> ifStillPresent(Optional<UUID> found) {
        return found.filter(rows::containsKey);
    }

    public void requireKnown(UUID id) {
        NotFoundChecks.requireKnown(Optional.ofNullable(rows.get(id)));
    }

    public void requireAtSchool(UUID id, String schoolUrn) {
        NotFoundChecks.requireAtSchool(Optional.ofNullable(rows.get(id)), schoolUrn);
    }

    /** @throws ApiException if the participant has been merged or deleted since they were found */
    public void requireStillPresent(Optional<UUID> found) {
        if (!ifStillPresent(found).equals(found)) {
            throw ConcurrencyConflicts.conflict();
        }
    }
}
