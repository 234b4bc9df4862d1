package uk.gov.education.training.funding.store;

import uk.gov.education.training.platform.messaging.Rows;
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
import uk.gov.education.training.platform.web.Caller;

/** Who in DfE changed what, and when. It is only ever added to. */
@ApplicationScoped
public class FinanceActions {

    private static final String RECORD = """
            insert into finance_actions (statement_id, contract_id, action, detail, done_by, at, seen_total)
            select statement_id, $2, $3, $4, $5 || coalesce(' (' || (
                select description from access_tokens where id = $6) || ')', ''), $7, $8
            from unnest($1::uuid[]) statement_id""";
    private static final String COLUMNS = "action, detail, done_by, at, recorded_at, seen_total from finance_actions ";
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
     * @param doneBy the access token's scope, id and description, or the calendar
     * @param at the domain's time
     * @param recordedAt the real time
     * @param seenTotal what the statement came to with VAT, as it had been seen; absent where nobody had to look
     */
    public record FinanceAction(
            String action,
            String detail,
            String doneBy,
            Instant at,
            Instant recordedAt,
            @Nullable BigDecimal seenTotal) {}

    /**
     * @param by null if nobody did it: the calendar
     * @param seenTotal see {@link FinanceAction}
     */
    public record Doing(
            @Nullable Caller by, Instant at, @Nullable BigDecimal seenTotal) {}

    /** Records what was done about a contract as a whole. */
    public Uni<Void> record(SqlConnection tx, UUID contractId, Kind kind, String detail, Doing doing) {
        return record(tx, new @Nullable UUID[] {null}, contractId, kind, detail, doing);
    }

    /** Records what was done about statements. */
    public Uni<Void> record(
            SqlConnection tx, Collection<StatementRecord> statements, Kind kind, String detail, Doing doing) {
        return record(tx, statements.stream().map(StatementRecord::id).toArray(UUID[]::new), null, kind, detail, doing);
    }

    private static Uni<Void> record(
            SqlConnection tx,
            @Nullable UUID[] statementIds,
            @Nullable UUID contractId,
            Kind kind,
            String detail,
            Doing doing) {
        Caller by = doing.by();
        return tx.preparedQuery(RECORD)
                .execute(Tuple.tuple()
                        .addValue(statementIds)
                        .addValue(contractId)
                        .addValue(kind.text())
                        .addValue(detail)
                        .addValue(by == null ? "calendar" : by.getName())
                        .addValue(by == null ? null : by.tokenId())
                        .addValue(doing.at().atOffset(ZoneOffset.UTC))
                        .addValue(doing.seenTotal()))
                .replaceWithVoid();
    }

    /** The history of a statement, earliest first. */
    public Uni<List<FinanceAction>> ofStatement(SqlClient db, UUID statementId) {
        return list(db, OF_STATEMENT, statementId);
    }

    public Uni<List<FinanceAction>> ofContract(SqlClient db, UUID contractId) {
        return list(db, OF_CONTRACT, contractId);
    }

    private static Uni<List<FinanceAction>> list(SqlClient db, String sql, UUID id) {
        return db.preparedQuery(sql).execute(Tuple.of(id)).map(rows -> Rows.list(rows, row -> new FinanceAction(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getOffsetDateTime(3).toInstant(),
                    row.getOffsetDateTime(4).toInstant(),
                    row.getBigDecimal(5))));
    }
}
