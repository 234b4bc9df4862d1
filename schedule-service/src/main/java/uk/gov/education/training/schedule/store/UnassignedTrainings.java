package uk.gov.education.training.schedule.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.ScheduleAssignments.ScheduleAssignment;

/** Participants with training that no schedule fits. */
@ApplicationScoped
public class UnassignedTrainings {

    // As the index waiting_for_schedule has it.
    private static final String WAITING = """
            from facts where topic = 'schedule-assignments' and snapshot like '%"reason":"no-such-%' order by key""";

    /** One training that waits. */
    public record Waiting(UUID participantId, ScheduleAssignment training) {}

    public Uni<List<String>> keys(SqlClient db) {
        return db.query("select key " + WAITING).execute().map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    /**
     * The trainings that wait now; one that its lead provider has given a schedule waits no longer.
     *
     * @param participants at most of how many
     */
    public Uni<List<Waiting>> trainings(SqlClient db, int participants) {
        return db.preparedQuery("select snapshot " + WAITING + " limit $1")
                .execute(Tuple.of(participants))
                .map(rows -> {
                    List<Waiting> waiting = new ArrayList<>();
                    rows.forEach(row -> waiting(row).forEach(waiting::add));
                    return waiting;
                });
    }

    private static Stream<Waiting> waiting(Row row) {
        ScheduleAssignments all = assignments(row.getString(0));
        return all.assignments().stream()
                .map(ScheduleAssignment::trainingId)
                .distinct()
                .flatMap(training -> all.of(training).stream())
                .filter(assignment -> assignment.scheduleIdentifier() == null)
                .map(assignment -> new Waiting(all.participantId(), assignment));
    }

    private static ScheduleAssignments assignments(String snapshot) {
        return Json.read(snapshot, ScheduleAssignments.class);
    }
}
