package uk.gov.education.training.schoolupdates.reports;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.schoolupdates.domain.Periods;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;
import uk.gov.education.training.schoolupdates.store.Participants;

/** Locks the participants whom a report may change. */
@ApplicationScoped
public class LockParticipants {

    private final Participants participants;

    LockParticipants(Participants participants) {
        this.participants = participants;
    }

    public Uni<LockedParticipants> known(SqlConnection tx, UUID id) {
        return participants.lock(tx, id).map(NotFoundChecks::requireKnown).map(LockedParticipants::of);
    }

    /** Locks a participant who is or was at the school. */
    public Uni<LockedParticipants> atSchool(SqlConnection tx, String schoolUrn, UUID id) {
        return participants
                .lock(tx, id)
                .map(row -> NotFoundChecks.requireAtSchool(row, schoolUrn))
                .map(LockedParticipants::of);
    }

    /**
     * Locks participants together with everyone who shares a mentorship with them. Leaves out ids that do not exist.
     *
     * @param from the first day that the report is about: mentorships that ended before the day before it do not matter
     * @throws ApiException if another request changed these mentorships between reading and locking them
     */
    public Uni<LockedParticipants> withMentorships(SqlConnection tx, Collection<UUID> ids, LocalDate from) {
        return participants
                .readUnlocked(tx, ids)
                .map(found -> withPartners(ids, found, from))
                .chain(all -> participants.lock(tx, all))
                .map(rows -> {
                    Stream<Participant> locked = ids.stream()
                            .filter(rows::containsKey)
                            .map(id -> rows.get(id).participant());
                    if (!rows.keySet().containsAll(mentorshipPartners(locked, from))) {
                        throw ConcurrencyConflicts.conflict();
                    }
                    return new LockedParticipants(rows);
                });
    }

    private static Set<UUID> withPartners(Collection<UUID> ids, Collection<Participant> found, LocalDate from) {
        Set<UUID> all = new HashSet<>(ids);
        all.addAll(mentorshipPartners(found.stream(), from));
        return all;
    }

    private static Set<UUID> mentorshipPartners(Stream<Participant> found, LocalDate from) {
        return found.flatMap(participant -> participant.mentorships().stream())
                .filter(mentorship -> mentorship.finishedOn() == null
                        || Periods.isNotOver(mentorship.finishedOn().plusDays(1), from))
                .flatMap(mentorship -> Stream.of(mentorship.ectId(), mentorship.mentorId()))
                .collect(toSet());
    }
}
