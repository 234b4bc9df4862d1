package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.events.Participant.InductionPeriod;
import uk.gov.education.training.events.Participant.Mentorship;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.schoolupdates.domain.Periods;

/**
 * The periods of the snapshots as rows, on which the database's constraints lie. Only what changed is written; rows are
 * replaced rather than updated, because the constraints look at them when the transaction ends.
 */
final class PeriodRows {

    private PeriodRows() {}

    /** @param before the rows as they were, of those who were there */
    static Uni<Void> replace(Map<UUID, ParticipantRow> before, List<ParticipantRow> after) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        Uni<Void> added = Uni.createFrom().voidItem();
        for (Kind<?> kind : Kind.ALL) {
            List<UUID> gone = new ArrayList<>();
            List<Object> come = new ArrayList<>();
            for (ParticipantRow row : after) {
                ParticipantRow last = before.get(row.id());
                Participant was = last == null ? null : last.facts();
                if (kind.isToBeWritten(was, row.facts())) {
                    if (was != null) {
                        gone.add(row.id());
                    }
                    come.addAll(kind.rows(row.facts()));
                }
            }
            if (!gone.isEmpty()) {
                deleted = deleted.chain(() -> kind.delete(gone));
            }
            if (!come.isEmpty()) {
                added = added.chain(() -> kind.add(come));
            }
        }
        Uni<Void> then = added;
        return deleted.chain(() -> then);
    }

    static Uni<Void> delete(UUID participantId) {
        Uni<Void> deleted = Uni.createFrom().voidItem();
        for (Kind<?> kind : Kind.ALL) {
            deleted = deleted.chain(() -> kind.delete(List.of(participantId)));
        }
        return deleted;
    }

    private record SchoolPeriodRow(
            UUID id,
            UUID participantId,
            Role role,
            String schoolUrn,
            String email,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn) {

        static SchoolPeriodRow of(Participant participant, SchoolPeriod period) {
            return new SchoolPeriodRow(
                    period.id(),
                    participant.id(),
                    period.role(),
                    period.schoolUrn(),
                    period.email(),
                    period.startedOn(),
                    period.finishedOn());
        }
    }

    private record TrainingRow(
            UUID id,
            UUID participantId,
            Role role,
            UUID schoolPeriodId,
            String schoolUrn,
            LocalDate schoolStartedOn,
            @Nullable LocalDate schoolFinishedOn,
            TrainingProgramme programme,
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable UUID partnershipId,
            @Nullable UUID deliveryPartnerId,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn) {

        static TrainingRow of(Participant participant, Training training) {
            SchoolPeriod school = participant.schoolPeriods().stream()
                    .filter(period -> period.id().equals(training.schoolPeriodId()))
                    .findFirst()
                    .orElseThrow();
            return new TrainingRow(
                    training.id(),
                    participant.id(),
                    training.role(),
                    training.schoolPeriodId(),
                    training.schoolUrn(),
                    school.startedOn(),
                    school.finishedOn(),
                    training.programme(),
                    training.leadProviderId(),
                    training.cohort(),
                    training.partnershipId(),
                    training.deliveryPartnerId(),
                    training.startedOn(),
                    training.finishedOn());
        }
    }

    /** A mentorship as one of the two people carries it. */
    private record MentorshipRow(
            UUID id,
            Role role,
            UUID participantId,
            UUID otherId,
            UUID schoolPeriodId,
            String schoolUrn,
            LocalDate schoolStartedOn,
            @Nullable LocalDate schoolFinishedOn,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn) {

        static MentorshipRow of(Participant participant, Mentorship mentorship) {
            Role role = participant.id().equals(mentorship.ectId()) ? Role.ECT : Role.MENTOR;
            SchoolPeriod school = Periods.atSchoolOn(participant, role, mentorship.schoolUrn(), mentorship.startedOn())
                    .orElseThrow();
            return new MentorshipRow(
                    mentorship.id(),
                    role,
                    participant.id(),
                    role == Role.ECT ? mentorship.mentorId() : mentorship.ectId(),
                    school.id(),
                    mentorship.schoolUrn(),
                    school.startedOn(),
                    school.finishedOn(),
                    mentorship.startedOn(),
                    mentorship.finishedOn());
        }
    }

    private record InductionPeriodRow(
            UUID id,
            UUID participantId,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome) {

        static InductionPeriodRow of(Participant participant, InductionPeriod period) {
            return new InductionPeriodRow(
                    period.id(), participant.id(), period.startedOn(), period.finishedOn(), period.outcome());
        }
    }

    /**
     * A table of periods.
     *
     * @param columns those that are not generated
     * @param repeatsSchoolPeriod whether its rows repeat the dates of the time at the school
     */
    private record Kind<T>(
            String table,
            String columns,
            Function<Participant, List<T>> list,
            BiFunction<Participant, T, Object> row,
            boolean repeatsSchoolPeriod) {

        // What never takes place has no days that could overlap any others.
        static final List<Kind<?>> ALL = List.of(
                new Kind<>(
                        "school_periods",
                        "id, participant_id, role, school_urn, email, started_on, finished_on",
                        participant -> participant.schoolPeriods().stream()
                                .filter(SchoolPeriod::takesPlace)
                                .toList(),
                        SchoolPeriodRow::of,
                        false),
                new Kind<>(
                        "trainings",
                        "id, participant_id, role, school_period_id, school_urn, school_started_on, school_finished_on,"
                                + " programme, lead_provider_id, cohort, partnership_id, delivery_partner_id,"
                                + " started_on, finished_on",
                        participant -> participant.trainings().stream()
                                .filter(Training::takesPlace)
                                .toList(),
                        TrainingRow::of,
                        true),
                new Kind<>(
                        "mentorships",
                        "id, participant_id, role, other_id, school_period_id, school_urn, school_started_on,"
                                + " school_finished_on, started_on, finished_on",
                        Participant::mentorships,
                        MentorshipRow::of,
                        true),
                new Kind<>(
                        "induction_periods",
                        "id, participant_id, started_on, finished_on, outcome",
                        Participant::inductionPeriods,
                        InductionPeriodRow::of,
                        false));

        boolean isToBeWritten(@Nullable Participant was, Participant is) {
            return !list.apply(is).equals(was == null ? List.of() : list.apply(was))
                    || (repeatsSchoolPeriod && was != null && !times(was).equals(times(is)));
        }

        /** What of the times at schools the other rows repeat. */
        private static List<List<Object>> times(Participant participant) {
            return participant.schoolPeriods().stream()
                    .map(period -> Arrays.<Object>asList(period.id(), period.startedOn(), period.finishedOn()))
                    .toList();
        }

        List<Object> rows(Participant participant) {
            return list.apply(participant).stream()
                    .map(period -> row.apply(participant, period))
                    .toList();
        }

        Uni<Void> delete(List<UUID> participantIds) {
            return Transactions.current()
                    .preparedQuery("delete from " + table + " where participant_id = any($1)")
                    .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                    .replaceWithVoid();
        }

        /** The database reads the rows from JSON, by the names and types of its columns. */
        Uni<Void> add(List<Object> rows) {
            return Transactions.current()
                    .preparedQuery("insert into " + table + " (" + columns + ") select " + columns
                            + " from jsonb_populate_recordset(null::" + table + ", $1::text::jsonb)")
                    .execute(Tuple.of(FactStore.json(rows)))
                    .replaceWithVoid();
        }
    }
}
