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
import uk.gov.education.training.schoolupdates.domain.Verdict.Changed;

/**
 * Those whom a report is about, as it finds them and then as it leaves them: the one it names, and everyone who shares
 * a mentorship with them. Whoever it touches gets one change, the last that is said of them.
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

    /** With someone as they have become; what happened to them is said later. */
    AffectedParticipants with(Participant after) {
        Map<UUID, Participant> others = new LinkedHashMap<>(all);
        others.put(after.id(), after);
        return new AffectedParticipants(others, changes);
    }

    /** With someone as a change leaves them. */
    AffectedParticipants with(ParticipantChange change, Participant after) {
        Map<UUID, ParticipantChange> more = new LinkedHashMap<>(changes);
        more.put(after.id(), change);
        return new AffectedParticipants(with(after).all, more);
    }

    /** What is different now, the change of the one whom it is about first. */
    Verdict about(UUID first) {
        List<Changed> changed = new ArrayList<>();
        changed.add(new Changed(changes.get(first), get(first)));
        changes.forEach((id, change) -> {
            if (!id.equals(first)) {
                changed.add(new Changed(change, get(id)));
            }
        });
        return new Verdict.Accepted(changed);
    }
}
