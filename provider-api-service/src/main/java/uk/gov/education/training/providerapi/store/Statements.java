package uk.gov.education.training.providerapi.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Statement;
import uk.gov.education.training.platform.messaging.Rows;

/** Reads the stored statements. */
@ApplicationScoped
public class Statements {

    // Uses an index of V1.
    private static final String UNPAID = """
            select snapshot from facts
            where topic = 'statements' and snapshot::jsonb ->> 'lead_provider_id' = $1
            and snapshot::jsonb ->> 'status' <> 'paid' and (snapshot::jsonb ->> 'deadline_date')::date >= $2""";

    /** Finds the lead provider's statements that are not paid yet and whose deadline is that day or later. */
    public Uni<List<Statement>> unpaid(SqlConnection db, UUID leadProviderId, LocalDate day) {
        return db.preparedQuery(UNPAID)
                .execute(Tuple.of(leadProviderId.toString(), day))
                .map(rows -> Rows.list(rows, row -> statement(row.getString(0))));
    }

    private static Statement statement(String snapshot) {
        return Json.read(snapshot, Statement.class);
    }
}
