package uk.gov.education.training.providerapi.domain.participants;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.providerapi.domain.participants.Transfer.Side;
import uk.gov.education.training.providerapi.domain.participants.Transfer.Status;

/**
 * A participant's transfers as one lead provider sees them on one day. A lead provider sees a transfer if it gives the
 * last training at the old school or the first at the new one. A change of lead provider within a school is not a
 * transfer.
 *
 * @param createdAt when the person was first registered at a school, in real time
 * @param transfers in the order in which training at the old schools started; at least one
 * @param nextChangeOn the next day on which this view may change without a new event; null if there is none
 */
public record TransfersView(
        UUID participantId,
        Instant createdAt,
        List<Transfer> transfers,
        @Nullable LocalDate nextChangeOn) {

    /** A move from one training to another; {@code joined} is null while the new training is unknown. */
    private record Move(Training left, @Nullable Training joined) {

        boolean concerns(UUID leadProviderId) {
            return isGivenBy(left, leadProviderId) || (joined != null && isGivenBy(joined, leadProviderId));
        }

        private static boolean isGivenBy(Training training, UUID leadProviderId) {
            return training.isConfirmed() && leadProviderId.equals(training.leadProviderId());
        }
    }

    /** The view; empty without transfers, or if the provider has never been confirmed as training this person. */
    public static Optional<TransfersView> of(UUID leadProviderId, ParticipantFacts facts, LocalDate today) {
        if (!facts.leadProviders().contains(leadProviderId)) {
            return Optional.empty();
        }
        List<Move> moves = Stream.of(Role.ECT, Role.MENTOR)
                .flatMap(role -> moves(facts, role).stream())
                .filter(move -> move.concerns(leadProviderId))
                .sorted(comparing(move -> move.left().startedOn()))
                .toList();
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(new TransfersView(
                        facts.participant().id(),
                        ParticipantView.createdAt(facts.participant()),
                        moves.stream().map(move -> transfer(move, facts, today)).toList(),
                        moves.stream()
                                .map(move -> settledOn(move, facts))
                                .filter(date -> date.isAfter(today))
                                .min(naturalOrder())
                                .orElse(null)));
    }

    /** Finds the school periods that end and are followed by one at another school, or by none yet. */
    private static List<Move> moves(ParticipantFacts facts, Role role) {
        List<SchoolPeriod> periods = facts.participant().schoolPeriods().stream()
                .filter(period -> period.role() == role && period.takesPlace())
                .sorted(comparing(SchoolPeriod::startedOn))
                .toList();
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            SchoolPeriod old = periods.get(i);
            Optional<Training> left = trainings(facts, old).reduce((earlier, later) -> later);
            if (old.finishedOn() == null || left.isEmpty() || ParticipantView.lastDay(left.get(), facts) == null) {
                continue;
            }
            if (i + 1 == periods.size()) {
                if (role == Role.MENTOR || ParticipantView.completedOn(left.get(), facts) == null) {
                    moves.add(new Move(left.get(), null));
                }
            } else if (!periods.get(i + 1).schoolUrn().equals(old.schoolUrn())) {
                moves.add(new Move(
                        left.get(),
                        trainings(facts, periods.get(i + 1)).findFirst().orElse(null)));
            }
        }
        return moves;
    }

    /** The training in a school period, earliest first. */
    private static Stream<Training> trainings(ParticipantFacts facts, SchoolPeriod period) {
        return facts.participant().trainings().stream()
                .filter(training -> training.schoolPeriodId().equals(period.id()) && training.takesPlace())
                .sorted(Comparator.comparing(Training::startedOn).thenComparing(Training::registeredAt));
    }

    private static Transfer transfer(Move move, ParticipantFacts facts, LocalDate today) {
        Training left = move.left();
        @Nullable Training joined = move.joined();
        return new Transfer(
                trainingRecordId(left.role(), facts),
                type(left, joined),
                settledOn(move, facts).isAfter(today) ? Status.INCOMPLETE : Status.COMPLETE,
                left.createdAt(),
                new Side(left.schoolUrn(), provider(left, facts), finishedOn(left, facts)),
                joined == null ? null : new Side(joined.schoolUrn(), provider(joined, facts), joined.startedOn()));
    }

    private static UUID trainingRecordId(Role role, ParticipantFacts facts) {
        return requireNonNull(
                role == Role.ECT
                        ? facts.participant().ectTrainingRecordId()
                        : facts.participant().mentorTrainingRecordId());
    }

    private static Transfer.Type type(Training left, @Nullable Training joined) {
        if (joined == null) {
            return Transfer.Type.UNKNOWN;
        }
        boolean same = left.isConfirmed()
                && joined.isConfirmed()
                && Objects.equals(left.leadProviderId(), joined.leadProviderId());
        return same ? Transfer.Type.NEW_SCHOOL : Transfer.Type.NEW_PROVIDER;
    }

    /** The first day on which neither side of the move is in the future. */
    private static LocalDate settledOn(Move move, ParticipantFacts facts) {
        LocalDate leaving = finishedOn(move.left(), facts);
        @Nullable Training joined = move.joined();
        return joined != null && joined.startedOn().isAfter(leaving) ? joined.startedOn() : leaving;
    }

    private static LocalDate finishedOn(Training left, ParticipantFacts facts) {
        return requireNonNull(ParticipantView.lastDay(left, facts));
    }

    private static @Nullable String provider(Training training, ParticipantFacts facts) {
        return training.isConfirmed()
                ? facts.referenceData().leadProviderNames().get(training.leadProviderId())
                : null;
    }
}
