package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

/**
 * The periods of the snapshots as rows, on which the database's constraints lie. Only what changed is written; rows are
 * replaced rather than updated, because the constraints look at them when the transaction ends.
 */
final class PeriodRows {

    private PeriodRows() {}

    static Uni<Void> replace(
            Mutiny.Session session, Map<UUID, @Nullable Participant> before, Map<UUID, ParticipantRow> after) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        List<Object> added = new ArrayList<>();
        for (var entry : before.entrySet()) {
            Participant was = entry.getValue();
            Participant is = after.get(entry.getKey()).facts;
            boolean moved = was != null && !times(was).equals(times(is));
            for (Kind<?> kind : Kind.ALL) {
                if (kind.isSame(was, is) && !(moved && kind.repeatsSchoolPeriod())) {
                    continue;
                }
                if (was != null) {
                    deleted = deleted.chain(() -> kind.delete(session, is.id()));
                }
                kind.rows(is).forEach(added::add);
            }
        }
        return deleted.chain(() -> added.isEmpty() ? Uni.createFrom().voidItem() : session.persistAll(added.toArray()));
    }

    static Uni<Void> delete(Mutiny.Session session, UUID participantId) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        for (Kind<?> kind : Kind.ALL) {
            deleted = deleted.chain(() -> kind.delete(session, participantId));
        }
        return deleted;
    }

    /** What of the times at schools the other rows repeat. */
    private static List<List<Object>> times(Participant participant) {
        return participant.schoolPeriods().stream()
                .map(period -> Arrays.<Object>asList(period.id(), period.startedOn(), period.finishedOn()))
                .toList();
    }

    /** @param repeatsSchoolPeriod whether its rows repeat the dates of the time at the school */
    private record Kind<T>(
            Class<?> table,
            Function<Participant, List<T>> list,
            BiFunction<Participant, T, Object> row,
            boolean repeatsSchoolPeriod) {

        // What never takes place has no days that could overlap any others.
        static final List<Kind<?>> ALL = List.of(
                new Kind<SchoolPeriod>(
                        SchoolPeriodRow.class,
                        participant -> participant.schoolPeriods().stream()
                                .filter(SchoolPeriod::takesPlace)
                                .toList(),
                        SchoolPeriodRow::of,
                        false),
                new Kind<Training>(
                        TrainingRow.class,
                        participant -> participant.trainings().stream()
                                .filter(Training::takesPlace)
                                .toList(),
                        TrainingRow::of,
                        true),
                new Kind<Mentorship>(MentorshipRow.class, Participant::mentorships, MentorshipRow::of, true),
                new Kind<InductionPeriod>(
                        InductionPeriodRow.class, Participant::inductionPeriods, InductionPeriodRow::of, false));

        boolean isSame(@Nullable Participant was, Participant is) {
            return list.apply(is).equals(was == null ? List.of() : list.apply(was));
        }

        Uni<Void> delete(Mutiny.Session session, UUID participantId) {
            return session.createMutationQuery("delete from " + table.getSimpleName() + " where participantId = ?1")
                    .setParameter(1, participantId)
                    .executeUpdate()
                    .replaceWithVoid();
        }

        List<Object> rows(Participant participant) {
            return list.apply(participant).stream()
                    .map(period -> row.apply(participant, period))
                    .toList();
        }
    }
}
