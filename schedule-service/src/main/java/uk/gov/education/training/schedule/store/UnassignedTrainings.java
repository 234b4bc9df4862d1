package uk.gov.education.training.schedule.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;
import uk.gov.education.training.platform.messaging.Rows;

/** The participants with training that has no schedule. */
@ApplicationScoped
public class UnassignedTrainings {

    // The same condition as in the index unassigned_training.
    private static final String UNASSIGNED = """
            from facts
            where topic = 'schedule-assignments'
              and jsonb_path_exists(snapshot::jsonb, '$.assignments[*] ? (!exists(@.schedule_identifier))')
            order by key""";

    public record UnassignedTraining(UUID participantId, ScheduleAssignment assignment) {}

    /** Lists the ids of the participants. */
    public Uni<List<String>> keys(SqlClient db) {
        return db.query("select key " + UNASSIGNED).execute().map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /**
     * Lists training that has no schedule now. Leaves out training to which the lead provider has given one since.
     *
     * @param participants the highest number of participants to read
     */
    public Uni<List<UnassignedTraining>> list(SqlClient db, int participants) {
        return db.preparedQuery("select snapshot " + UNASSIGNED + " limit $1")
                .execute(Tuple.of(participants))
                .map(rows -> Rows.list(rows, row -> Json.read(row.getString(0), ScheduleAssignments.class)).stream()
                        .flatMap(UnassignedTrainings::unassigned)
                        .toList());
    }

    private static Stream<UnassignedTraining> unassigned(ScheduleAssignments all) {
        return all.assignments().stream()
                .map(ScheduleAssignment::trainingId)
                .distinct()
                .flatMap(training -> all.of(training).stream())
                .filter(assignment -> assignment.scheduleIdentifier() == null)
                .map(assignment -> new UnassignedTraining(all.participantId(), assignment));
    }
}
