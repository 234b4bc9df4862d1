package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.funding.domain.statements.Adjustment;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores the adjustments of statements. */
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

    /** @param createdAt the real time */
    public record StoredAdjustment(UUID id, UUID statementId, Adjustment adjustment, Instant createdAt) {}

    public Uni<List<StoredAdjustment>> ofStatement(SqlClient db, UUID statementId) {
        return db.preparedQuery(OF_STATEMENT)
                .execute(Tuple.of(statementId))
                .map(rows -> Rows.list(rows, Adjustments::adjustment));
    }

    public Uni<List<StoredAdjustment>> ofContract(SqlClient db, UUID contractId) {
        return db.preparedQuery(OF_CONTRACT)
                .execute(Tuple.of(contractId))
                .map(rows -> Rows.list(rows, Adjustments::adjustment));
    }

    public Uni<Optional<StoredAdjustment>> find(SqlConnection tx, UUID id) {
        return tx.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Adjustments::adjustment));
    }

    /** @return the added adjustment; empty if any statement has an adjustment with this id */
    public Uni<Optional<StoredAdjustment>> add(SqlConnection tx, UUID id, UUID statementId, Adjustment adjustment) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(id, statementId, adjustment.paymentType(), adjustment.amount()))
                .map(rows -> Rows.first(rows, Adjustments::adjustment));
    }

    /** @return the removed adjustment; empty if the statement does not have it */
    public Uni<Optional<StoredAdjustment>> remove(SqlConnection tx, UUID id, UUID statementId) {
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(id, statementId))
                .map(rows -> Rows.first(rows, Adjustments::adjustment));
    }

    private static StoredAdjustment adjustment(Row row) {
        return new StoredAdjustment(
                row.getUUID(0),
                row.getUUID(1),
                new Adjustment(row.getString(2), row.getBigDecimal(3)),
                row.getOffsetDateTime(4).toInstant());
    }
}
