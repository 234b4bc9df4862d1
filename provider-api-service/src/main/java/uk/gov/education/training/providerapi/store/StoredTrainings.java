package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.providerapi.domain.reference.SchoolTraining;

/** Stores the training at schools. */
@ApplicationScoped
public class StoredTrainings {

    private static final String SELECT = """
            select participant_id, training_id, school_period_id, school_urn, role, lead_provider_id, cohort,
                partnership_id, started_on, finished_on
            from school_trainings\s""";
    private static final String OF_PARTICIPANTS = SELECT + "where participant_id = any($1)";
    private static final String AT_SCHOOLS = SELECT + "where school_urn = any($1)";
    // Any of a school's partnerships may be the one that took over, so every change there can change the choice.
    private static final String MOVED_TO_DELETED = """
            select distinct participant_id
            from school_trainings
            join facts as reports on reports.topic = 'training-changes' and reports.key = participant_id::text
            cross join jsonb_path_query(reports.snapshot::jsonb, '$.trainings[*].schedules[*].partnership_id') as moved_to
            where school_urn = any($1)
            and not exists (select from facts where topic = 'partnerships' and key = moved_to #>> '{}')""";
    private static final String DELETE = "delete from school_trainings where participant_id = any($1)";
    private static final String INSERT = """
            insert into school_trainings
                (participant_id, training_id, school_period_id, school_urn, role, lead_provider_id, cohort,
                 partnership_id, started_on, finished_on)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::integer[],
                $8::uuid[], $9::date[], $10::date[])""";

    public Uni<List<SchoolTraining>> ofParticipants(SqlConnection db, Collection<UUID> participantIds) {
        return db.preparedQuery(OF_PARTICIPANTS)
                .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                .map(rows -> Rows.list(rows, row -> training(row)));
    }

    public Uni<List<SchoolTraining>> atSchools(SqlConnection db, Collection<String> urns) {
        return db.preparedQuery(AT_SCHOOLS)
                .execute(Tuple.of(urns.toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> training(row)));
    }

    /** Finds participants at these schools whom a lead provider moved to a partnership that was deleted since. */
    public Uni<List<UUID>> movedToDeletedPartnerships(SqlConnection db, Collection<String> urns) {
        return db.preparedQuery(MOVED_TO_DELETED)
                .execute(Tuple.of(urns.toArray(String[]::new)))
                .map(rows -> Rows.list(rows, row -> row.getUUID(0)));
    }

    /** Replaces everything that is stored about these participants. */
    public Uni<Void> replace(SqlConnection tx, Collection<UUID> participantIds, List<SchoolTraining> trainings) {
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                .chain(() -> trainings.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery(INSERT).execute(columns(trainings)).replaceWithVoid());
    }

    private static Tuple columns(List<SchoolTraining> trainings) {
        return Tuple.from(List.<Object>of(
                trainings.stream().map(SchoolTraining::participantId).toArray(UUID[]::new),
                trainings.stream().map(SchoolTraining::trainingId).toArray(UUID[]::new),
                trainings.stream().map(SchoolTraining::schoolPeriodId).toArray(UUID[]::new),
                trainings.stream().map(SchoolTraining::schoolUrn).toArray(String[]::new),
                trainings.stream().map(training -> training.role().name()).toArray(String[]::new),
                trainings.stream().map(SchoolTraining::leadProviderId).toArray(UUID[]::new),
                trainings.stream().map(SchoolTraining::cohort).toArray(Integer[]::new),
                trainings.stream().map(SchoolTraining::partnershipId).toArray(UUID[]::new),
                trainings.stream().map(SchoolTraining::startedOn).toArray(LocalDate[]::new),
                trainings.stream().map(SchoolTraining::finishedOn).toArray(LocalDate[]::new)));
    }

    private static SchoolTraining training(Row row) {
        return new SchoolTraining(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getString(3),
                Role.valueOf(row.getString(4)),
                row.getUUID(5),
                row.getInteger(6),
                row.getUUID(7),
                row.getLocalDate(8),
                row.getLocalDate(9));
    }
}
