package uk.gov.education.training.schoolupdates;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.schoolupdates.domain.ChangedParticipant;
import uk.gov.education.training.schoolupdates.domain.Confirmation;
import uk.gov.education.training.schoolupdates.domain.SchoolReplacement;
import uk.gov.education.training.schoolupdates.partnerships.MovePartnerships;
import uk.gov.education.training.schoolupdates.store.ConcurrencyConflicts;
import uk.gov.education.training.schoolupdates.store.ParticipantRow;
import uk.gov.education.training.schoolupdates.store.Participants;
import uk.gov.education.training.schoolupdates.store.Partnerships;
import uk.gov.education.training.schoolupdates.store.SchoolMoves;
import uk.gov.education.training.schoolupdates.store.SchoolMoves.Move;
import uk.gov.education.training.schoolupdates.store.SchoolMoves.Stop;
import uk.gov.education.training.schoolupdates.store.UpstreamFacts;

/**
 * Moves the partnerships and participants at a URN to the school's new URN, or to the school that took it over. A move
 * is one transaction: readers see all of it or nothing, and an interrupted move starts again from the beginning.
 */
@ApplicationScoped
public class MoveSchool {

    private final SchoolMoves schoolMoves;
    private final MovePartnerships movePartnerships;
    private final Partnerships partnerships;
    private final Participants participants;
    private final UpstreamFacts upstreamFacts;

    MoveSchool(
            SchoolMoves schoolMoves,
            MovePartnerships movePartnerships,
            Partnerships partnerships,
            Participants participants,
            UpstreamFacts upstreamFacts) {
        this.schoolMoves = schoolMoves;
        this.movePartnerships = movePartnerships;
        this.partnerships = partnerships;
        this.participants = participants;
        this.upstreamFacts = upstreamFacts;
    }

    public Uni<Void> move(SqlConnection tx, Move move, Cause cause) {
        return schoolMoves
                .claim(tx, move)
                .chain(claimed -> claimed
                        ? lockedRoute(tx, move.fromUrn())
                                .chain(route -> move(tx, move.fromUrn(), route, cause))
                                .chain(() -> schoolMoves.done(tx, move))
                        : Uni.createFrom().voidItem());
    }

    /** Locks the schools on the route, and reads it again: one of them may have changed before it was locked. */
    private Uni<List<Stop>> lockedRoute(SqlConnection tx, String fromUrn) {
        return schoolMoves.route(tx, fromUrn).chain(route -> schoolMoves
                .lock(tx, route.stream().map(Stop::schoolId).toList())
                .chain(() -> schoolMoves.route(tx, fromUrn))
                .invoke(again -> {
                    if (!again.equals(route)) {
                        throw ConcurrencyConflicts.conflict();
                    }
                }));
    }

    private Uni<Void> move(SqlConnection tx, String fromUrn, List<Stop> route, Cause cause) {
        String toUrn = route.getLast().urn();
        if (toUrn.equals(fromUrn)) {
            return Uni.createFrom().voidItem();
        }
        boolean sameSchool = route.size() == 1;
        Uni<Map<UUID, UUID>> takenOver = sameSchool
                ? movePartnerships
                        .toNewUrn(tx, fromUrn, toUrn, cause)
                        .call(() -> schoolMoves.openTokens(tx, fromUrn, toUrn))
                        .replaceWith(Map.of())
                : movePartnerships.toSuccessor(tx, fromUrn, toUrn, cause);
        return takenOver.chain(
                successors -> moveParticipants(tx, new SchoolReplacement(fromUrn, toUrn, successors), cause)
                        .chain(() -> movePartnerships.delete(tx, successors.keySet())));
    }

    private Uni<Void> moveParticipants(SqlConnection tx, SchoolReplacement replacement, Cause cause) {
        return schoolMoves
                .findAtSchool(tx, replacement.fromUrn())
                .chain(atSchool -> participants.lock(tx, atSchool))
                .call(locked -> requireNobodyElse(tx, replacement.fromUrn(), locked.keySet()))
                .chain(locked -> partnerships
                        .ofSchool(tx, replacement.toUrn())
                        .chain(present -> upstreamFacts
                                .fundingEnded(tx, locked.keySet())
                                .map(ended -> changes(locked, replacement, present, ended)))
                        .chain(changes -> participants.save(tx, locked, changes, cause)))
                .replaceWithVoid();
    }

    /** A person may have come between reading and locking, because two records were merged. */
    private Uni<Void> requireNobodyElse(SqlConnection tx, String fromUrn, Set<UUID> locked) {
        return schoolMoves
                .findAtSchool(tx, fromUrn)
                .invoke(atSchool -> {
                    if (!locked.containsAll(atSchool)) {
                        throw ConcurrencyConflicts.conflict();
                    }
                })
                .replaceWithVoid();
    }

    private static List<ChangedParticipant> changes(
            Map<UUID, ParticipantRow> locked,
            SchoolReplacement replacement,
            List<Partnership> present,
            Set<UUID> fundingEnded) {
        List<ChangedParticipant> changes = new ArrayList<>();
        for (ParticipantRow row : locked.values()) {
            Optional<ChangedParticipant> moved = replacement.of(row.participant());
            moved.ifPresent(changes::add);
            moved.ifPresent(changed -> changes.addAll(Confirmation.confirm(changed.after(), present, fundingEnded)));
        }
        return changes;
    }
}
