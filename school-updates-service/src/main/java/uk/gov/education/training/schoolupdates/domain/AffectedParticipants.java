package uk.gov.education.training.schoolupdates.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.ParticipantChange;
import uk.gov.education.training.platform.rules.Verdict;

/**
 * The participants whom a report may change: the one it names and everyone who shares a mentorship with them. Collects
 * one change for each participant, the last one added.
 */
public final class AffectedParticipants {

    private final Map<UUID, Participant> all;
    private final Map<UUID, ParticipantChange> changes;

    private AffectedParticipants(Map<UUID, Participant> all, Map<UUID, ParticipantChange> changes) {
        this.all = all;
        this.changes = changes;
    }

    public static AffectedParticipants of(Collection<Participant> participants) {
        Map<UUID, Participant> all = new LinkedHashMap<>();
        participants.forEach(participant -> all.put(participant.id(), participant));
        return new AffectedParticipants(all, Map.of());
    }

    Participant get(UUID id) {
        return find(id).orElseThrow();
    }

    Optional<Participant> find(@Nullable UUID id) {
        return Optional.ofNullable(id).map(all::get);
    }

    /** Replaces a participant without adding a change. */
    AffectedParticipants with(Participant after) {
        Map<UUID, Participant> others = new LinkedHashMap<>(all);
        others.put(after.id(), after);
        return new AffectedParticipants(others, changes);
    }

    /** Replaces a participant and adds the change. */
    AffectedParticipants with(ParticipantChange change, Participant after) {
        Map<UUID, ParticipantChange> more = new LinkedHashMap<>(changes);
        more.put(after.id(), change);
        return new AffectedParticipants(with(after).all, more);
    }

    /** Accepts the report with the collected changes, those of this participant first. */
    Verdict<Changes> acceptedFor(UUID first) {
        List<ChangedParticipant> changed = new ArrayList<>();
        changed.add(new ChangedParticipant(changes.get(first), get(first)));
        changes.forEach((id, change) -> {
            if (!id.equals(first)) {
                changed.add(new ChangedParticipant(change, get(id)));
            }
        });
        return Verdict.accepted(new Changes(changed));
    }
}
