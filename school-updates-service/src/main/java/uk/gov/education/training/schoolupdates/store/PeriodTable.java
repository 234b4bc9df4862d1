package uk.gov.education.training.schoolupdates.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Participant.SchoolPeriod;
import uk.gov.education.training.events.Participant.Training;

/**
 * A table of periods, or of the schools that they are at.
 *
 * @param columns the columns that are not generated
 * @param periods lists a participant's periods that belong in the table
 * @param repeatsSchoolPeriod whether its rows repeat the dates of the school period
 */
record PeriodTable<T>(
        String table,
        String columns,
        Function<Participant, List<T>> periods,
        BiFunction<Participant, T, Object> row,
        boolean repeatsSchoolPeriod) {

    // Periods that never take place have no days, so they cannot overlap others and have no rows.
    static final List<PeriodTable<?>> ALL = List.of(
            new PeriodTable<>(
                    "school_periods",
                    "id, participant_id, role, school_urn, email, started_on, finished_on",
                    participant -> participant.schoolPeriods().stream()
                            .filter(SchoolPeriod::takesPlace)
                            .toList(),
                    SchoolPeriodRow::of,
                    false),
            new PeriodTable<>(
                    "trainings",
                    "id, participant_id, role, school_period_id, school_urn, school_started_on, school_finished_on,"
                            + " programme, lead_provider_id, cohort, partnership_id, delivery_partner_id,"
                            + " started_on, finished_on",
                    participant -> participant.trainings().stream()
                            .filter(Training::takesPlace)
                            .toList(),
                    TrainingRow::of,
                    true),
            new PeriodTable<>(
                    "mentorships",
                    "id, participant_id, role, other_id, school_period_id, school_urn, school_started_on,"
                            + " school_finished_on, started_on, finished_on",
                    Participant::mentorships,
                    MentorshipRow::of,
                    true),
            new PeriodTable<>(
                    "induction_periods",
                    "id, participant_id, started_on, finished_on, outcome",
                    Participant::inductionPeriods,
                    InductionPeriodRow::of,
                    false),
            new PeriodTable<>(
                    "participant_schools",
                    "school_urn, participant_id",
                    participant -> participant.schoolPeriods().stream()
                            .map(SchoolPeriod::schoolUrn)
                            .distinct()
                            .toList(),
                    ParticipantSchoolRow::of,
                    false));

    boolean isChanged(@Nullable Participant before, Participant after) {
        return !periods.apply(after).equals(before == null ? List.of() : periods.apply(before))
                || (repeatsSchoolPeriod
                        && before != null
                        && !schoolDates(before).equals(schoolDates(after)));
    }

    /** The columns of school periods that other rows repeat. */
    private static List<List<Object>> schoolDates(Participant participant) {
        return participant.schoolPeriods().stream()
                .map(period -> Arrays.<Object>asList(period.id(), period.startedOn(), period.finishedOn()))
                .toList();
    }

    List<Object> rows(Participant participant) {
        return periods.apply(participant).stream()
                .map(period -> row.apply(participant, period))
                .toList();
    }

    Uni<Void> delete(SqlConnection tx, List<UUID> participantIds) {
        return tx.preparedQuery("delete from " + table + " where participant_id = any($1)")
                .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Inserts the rows from JSON. The database reads it by the names and types of the table's columns. */
    Uni<Void> insert(SqlConnection tx, List<Object> rows) {
        return tx.preparedQuery("insert into " + table + " (" + columns + ") select " + columns
                        + " from jsonb_populate_recordset(null::" + table + ", $1::text::jsonb)")
                .execute(Tuple.of(Json.write(rows)))
                .replaceWithVoid();
    }
}
