package uk.gov.education.training.providerapi.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Json;
import uk.gov.education.training.events.Statement;

/** The statements that this service has heard of. */
@ApplicationScoped
public class Statements {

    // As the index of V5 has it.
    private static final String UNPAID = """
            select snapshot from facts
            where topic = 'statements' and snapshot::jsonb ->> 'lead_provider_id' = $1
            and snapshot::jsonb ->> 'status' <> 'paid' and (snapshot::jsonb ->> 'deadline_date')::date >= $2""";

    /** A lead provider's statements that are not paid yet and whose deadline has not passed on a day. */
    public Uni<List<Statement>> unpaid(SqlConnection db, UUID leadProviderId, LocalDate day) {
        return db.preparedQuery(UNPAID)
                .execute(Tuple.of(leadProviderId.toString(), day))
                .map(rows -> Rows.list(rows, row -> statement(row.getString(0))));
    }

    private static Statement statement(String snapshot) {
        return Json.read(snapshot, Statement.class);
    }
}
