package uk.gov.education.training.providerapi.facts;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.TrainingReports.ScheduleReport;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.domain.participants.ReferenceData;
import uk.gov.education.training.providerapi.store.Partnerships;

/**
 * Finds the partnerships that lead providers moved training to with a change of schedule. Few participants have any.
 */
@ApplicationScoped
class FindMovedTo {

    private final Partnerships partnerships;

    FindMovedTo(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    /** The maps of {@link uk.gov.education.training.providerapi.domain.participants.ReferenceData}. */
    record MovedTo(Map<UUID, UUID> deliveryPartners, Map<ReferenceData.Move, UUID> successors) {

        private static MovedTo of(Collection<Partnership> found) {
            MovedTo movedTo = new MovedTo(new HashMap<>(), new HashMap<>());
            found.forEach(movedTo::add);
            return movedTo;
        }

        private void add(Partnership partnership) {
            deliveryPartners.put(partnership.id(), partnership.deliveryPartnerId());
        }

        private void replace(Move move, Partnership successor) {
            add(successor);
            successors.put(
                    new ReferenceData.Move(move.training().id(), move.report().partnershipId()), successor.id());
        }
    }

    private record Move(Training training, ScheduleReport report) {

        /** The new school's partnership that took over. Of several, the one with the same delivery partner. */
        Optional<Partnership> successor(List<Partnership> partnerships) {
            return partnerships.stream()
                    .filter(partnership -> partnership.leadProviderId().equals(training.leadProviderId())
                            && partnership.schoolUrn().equals(training.schoolUrn())
                            && partnership.cohort() == report.cohort())
                    .max(comparing((Partnership partnership) ->
                                    partnership.deliveryPartnerId().equals(training.deliveryPartnerId()))
                            .thenComparing(Partnership::createdAt)
                            .thenComparing(Partnership::id));
        }
    }

    Uni<MovedTo> find(SqlConnection db, Collection<ParticipantFacts> participants) {
        List<Move> moves = participants.stream().flatMap(FindMovedTo::moves).toList();
        return partnerships
                .findAll(
                        db,
                        moves.stream()
                                .map(move -> move.report().partnershipId())
                                .collect(toSet()))
                .map(MovedTo::of)
                .chain(movedTo -> withSuccessors(
                        db,
                        movedTo,
                        moves.stream()
                                .filter(move -> !movedTo.deliveryPartners()
                                        .containsKey(move.report().partnershipId()))
                                .toList()));
    }

    private static Stream<Move> moves(ParticipantFacts facts) {
        return facts.participant().trainings().stream()
                .flatMap(training ->
                        facts.reports().schedules(training.id()).stream().map(report -> new Move(training, report)));
    }

    /** @param moves those to partnerships that were deleted, because another school took the school over */
    private Uni<MovedTo> withSuccessors(SqlConnection db, MovedTo movedTo, List<Move> moves) {
        return moves.isEmpty()
                ? Uni.createFrom().item(movedTo)
                : partnerships
                        .atSchools(
                                db,
                                moves.stream()
                                        .map(move -> move.training().schoolUrn())
                                        .collect(toSet()))
                        .map(found -> {
                            moves.forEach(move ->
                                    move.successor(found).ifPresent(successor -> movedTo.replace(move, successor)));
                            return movedTo;
                        });
    }
}
