package uk.gov.education.training.funding.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.Caller;

/** Stores the actions of DfE finance. Rows are only ever added. */
@ApplicationScoped
public class FinanceActions {

    private static final String RECORD = """
            insert into finance_actions (statement_id, contract_id, action, detail, actor, at, seen_total)
            select statement_id, $2, $3, $4, $5 || coalesce(' (' || (
                select description from access_tokens where id = $6) || ')', ''), $7, $8
            from unnest($1::uuid[]) statement_id""";
    private static final String COLUMNS = "action, detail, actor, at, recorded_at, seen_total from finance_actions ";
    private static final String OF_STATEMENT = "select " + COLUMNS + "where statement_id = $1 order by id";
    private static final String OF_CONTRACT =
            "select " + COLUMNS + "where contract_id = $1 and statement_id is null order by id";

    public enum Kind {
        CONTRACT_AGREED,
        CONTRACT_CHANGED,
        MADE_PAYABLE,
        PAYMENT_AUTHORISED,
        ADJUSTMENT_ADDED,
        ADJUSTMENT_REMOVED;

        private String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A recorded action.
     *
     * @param doneBy the scope, id and description of the access token, or "calendar"
     * @param at the service's time
     * @param recordedAt the real time
     * @param seenTotal the statement's total with VAT that the actor had seen; null if the action needs no total
     */
    public record FinanceAction(
            String action,
            String detail,
            String doneBy,
            Instant at,
            Instant recordedAt,
            @Nullable BigDecimal seenTotal) {}

    /** Records an action on a whole contract. */
    public Uni<Void> record(SqlConnection tx, UUID contractId, Kind kind, String detail, AuditEntry auditEntry) {
        return record(tx, new @Nullable UUID[] {null}, contractId, kind, detail, auditEntry);
    }

    /** Records an action on statements. */
    public Uni<Void> record(
            SqlConnection tx, Collection<UUID> statementIds, Kind kind, String detail, AuditEntry auditEntry) {
        return record(tx, statementIds.toArray(UUID[]::new), null, kind, detail, auditEntry);
    }

    private static Uni<Void> record(
            SqlConnection tx,
            @Nullable UUID[] statementIds,
            @Nullable UUID contractId,
            Kind kind,
            String detail,
            AuditEntry auditEntry) {
        Caller actor = auditEntry.actor();
        return tx.preparedQuery(RECORD)
                .execute(Tuple.tuple()
                        .addValue(statementIds)
                        .addValue(contractId)
                        .addValue(kind.text())
                        .addValue(detail)
                        .addValue(actor == null ? "calendar" : actor.getName())
                        .addValue(actor == null ? null : actor.tokenId())
                        .addValue(auditEntry.at().atOffset(ZoneOffset.UTC))
                        .addValue(auditEntry.seenTotal()))
                .replaceWithVoid();
    }

    /** The history of a statement, earliest first. */
    public Uni<List<FinanceAction>> ofStatement(SqlClient db, UUID statementId) {
        return list(db, OF_STATEMENT, statementId);
    }

    /** The history of a contract as a whole, earliest first. */
    public Uni<List<FinanceAction>> ofContract(SqlClient db, UUID contractId) {
        return list(db, OF_CONTRACT, contractId);
    }

    private static Uni<List<FinanceAction>> list(SqlClient db, String sql, UUID id) {
        return db.preparedQuery(sql)
                .execute(Tuple.of(id))
                .map(rows -> Rows.list(
                        rows,
                        row -> new FinanceAction(
                                row.getString(0),
                                row.getString(1),
                                row.getString(2),
                                row.getOffsetDateTime(3).toInstant(),
                                row.getOffsetDateTime(4).toInstant(),
                                row.getBigDecimal(5))));
    }
}
