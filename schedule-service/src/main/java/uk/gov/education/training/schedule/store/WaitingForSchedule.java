package uk.gov.education.training.schedule.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Participants with training that no schedule fits. */
@ApplicationScoped
public class WaitingForSchedule {

    // As the index waiting_for_schedule has it.
    private static final String KEYS = """
            select key from facts
            where topic = 'schedule-assignments' and snapshot like '%"reason":"no_such_%'
            order by key""";

    public Uni<List<String>> keys(SqlClient db) {
        return db.query(KEYS).execute().map(rows -> {
            List<String> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(row.getString(0)));
            return keys;
        });
    }
}
