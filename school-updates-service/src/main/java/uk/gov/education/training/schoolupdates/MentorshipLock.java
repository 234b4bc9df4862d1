package uk.gov.education.training.schoolupdates;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.domain.AffectedParticipants;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;

/**
 * Locks affectedParticipants together with everyone who shares a mentorship with them, whose record may change with
 * theirs.
 */
@ApplicationScoped
class MentorshipLock {

    private final Participants participants;

    MentorshipLock(Participants participants) {
        this.participants = participants;
    }

    /** Those whom a transaction holds. */
    record Locked(Map<UUID, ParticipantRow> rows) {

        /** Somebody who was known at the look: nobody any more if merged or deleted since. */
        Optional<UUID> still(Optional<UUID> known) {
            return known.filter(rows::containsKey);
        }

        AffectedParticipants people() {
            return AffectedParticipants.of(
                    rows.values().stream().map(row -> row.facts()).toList());
        }
    }

    /**
     * In the caller's transaction. Ids that don't exist are left out.
     *
     * @param from the first day that the report is about: mentorships that ended sooner than the day before are left
     *     alone
     * @throws Refusal if someone else changed these people's mentorships between the look at them and the lock
     */
    Uni<Locked> lock(Collection<UUID> ids, LocalDate from) {
        return participants
                .glance(ids)
                .map(seen -> concerned(ids, seen, from))
                .chain(all -> participants.lock(all))
                .map(rows -> {
                    Stream<Participant> locked = ids.stream()
                            .filter(rows::containsKey)
                            .map(id -> rows.get(id).facts());
                    if (!rows.keySet().containsAll(others(locked, from))) {
                        throw ApiException.conflict(
                                "request",
                                "Another request changed the same participants at the same moment. Look, and try again.");
                    }
                    return new Locked(rows);
                });
    }

    private static Set<UUID> concerned(Collection<UUID> ids, Collection<Participant> seen, LocalDate from) {
        Set<UUID> all = new HashSet<>(ids);
        all.addAll(others(seen.stream(), from));
        return all;
    }

    private static Set<UUID> others(Stream<Participant> affectedParticipants, LocalDate from) {
        return affectedParticipants
                .flatMap(participant -> participant.mentorships().stream())
                .filter(shared -> shared.finishedOn() == null
                        || Periods.isNotOver(shared.finishedOn().plusDays(1), from))
                .flatMap(shared -> Stream.of(shared.ectId(), shared.mentorId()))
                .collect(toSet());
    }
}
