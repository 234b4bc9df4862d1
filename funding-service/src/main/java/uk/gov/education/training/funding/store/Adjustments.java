package uk.gov.education.training.funding.store;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.domain.statements.Adjustment;

/** What DfE finance has added to statements by hand. */
@ApplicationScoped
public class Adjustments {

    private static final String COLUMNS = "id, statement_id, payment_type, amount, created_at";
    private static final String OF_STATEMENT =
            "select " + COLUMNS + " from adjustments where statement_id = $1 order by created_at, id";
    private static final String OF_CONTRACT = "select " + COLUMNS + """
             from adjustments where statement_id in (select id from statements where contract_id = $1)
            order by created_at, id""";
    private static final String FIND = "select " + COLUMNS + " from adjustments where id = $1";
    private static final String ADD = "insert into adjustments (id, statement_id, payment_type, amount) "
            + "values ($1, $2, $3, $4) on conflict do nothing returning " + COLUMNS;
    private static final String REMOVE =
            "delete from adjustments where id = $1 and statement_id = $2 returning " + COLUMNS;

    /** @param createdAt in real time */
    public record Made(UUID id, UUID statementId, Adjustment adjustment, Instant createdAt) {}

    public Uni<List<Made>> ofStatement(SqlClient db, UUID statementId) {
        return db.preparedQuery(OF_STATEMENT).execute(Tuple.of(statementId)).map(Adjustments::all);
    }

    public Uni<List<Made>> ofContract(SqlClient db, UUID contractId) {
        return db.preparedQuery(OF_CONTRACT).execute(Tuple.of(contractId)).map(Adjustments::all);
    }

    public Uni<Optional<Made>> find(SqlConnection tx, UUID id) {
        return tx.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> all(rows).stream()
                .findFirst());
    }

    /** @return what was added; empty if there is one with this id, on whatever statement */
    public Uni<Optional<Made>> add(SqlConnection tx, UUID id, UUID statementId, Adjustment adjustment) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(id, statementId, adjustment.paymentType(), adjustment.amount()))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** @return what was removed; empty if the statement has no such adjustment */
    public Uni<Optional<Made>> remove(SqlConnection tx, UUID id, UUID statementId) {
        return tx.preparedQuery(REMOVE).execute(Tuple.of(id, statementId)).map(rows -> all(rows).stream()
                .findFirst());
    }

    private static List<Made> all(RowSet<Row> rows) {
        return Rows.list(rows, row -> new Made(
                row.getUUID(0),
                row.getUUID(1),
                new Adjustment(row.getString(2), row.getBigDecimal(3)),
                row.getOffsetDateTime(4).toInstant()));
    }
}
