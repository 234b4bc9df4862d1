package uk.gov.education.training.funding.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.platform.messaging.Rows;

/** Stores statements without amounts, for locks and queries. The published statements are in the facts. */
@ApplicationScoped
public class Statements {

    private static final String SELECT = "select " + StatementRecord.COLUMNS + StatementRecord.FROM;
    private static final String INSERT = """
            insert into statements
                (id, contract_id, month, year, fee_type, status, deadline_date, payment_date, paid_at, paid_breakdown,
                 created_at)
            select * from unnest(
                $1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::text[], $7::date[], $8::date[],
                $9::timestamptz[], $10::text[], $11::timestamptz[])""";
    private static final String OF_CONTRACT = SELECT + "where s.contract_id = $1 order by s.payment_date";
    private static final String FIND = SELECT + "where s.id = $1";
    private static final String LOCK = FIND + " for update of s";
    // Ordered by id, so that two transactions cannot deadlock.
    private static final String LOCK_WITH_EARLIER_UNPAID = SELECT + """
            where s.id = $1 or s.id in (
                select earlier.id from statements earlier join statements this using (contract_id)
                where this.id = $1 and earlier.fee_type = 'output' and earlier.status <> 'paid'
                  and earlier.payment_date < this.payment_date)
            order by s.id for update of s""";
    private static final String LOCK_DUE = SELECT + """
            where s.id in (select id from statements
                           where status = 'open' and fee_type = 'output' and deadline_date < $1
                           order by deadline_date, id limit $2)
              and s.status = 'open'
            order by s.id for update of s skip locked""";
    private static final String MAKE_PAYABLE = "update statements set status = 'payable' where id = any($1)";
    private static final String MAKE_PAID =
            "update statements set status = 'paid', paid_at = $2, paid_breakdown = $3 where id = $1";
    private static final String SEARCH =
            "select " + StatementRecord.COLUMNS + ", f.snapshot" + StatementRecord.FROM + """
            join facts f on f.topic = 'statements' and f.key = s.id::text
            where ($1::uuid is null or c.lead_provider_id = $1) and ($2::int is null or c.cohort = $2)
              and ($3::text is null or s.fee_type = $3) and ($4::text is null or s.status = $4)
              and ($5::int is null or s.month = $5) and ($6::int is null or s.year = $6)
            order by s.payment_date, c.cohort, c.lead_provider_id, s.id limit $7 offset $8""";

    /** The filters of a search; null matches everything. */
    public record Search(
            @Nullable UUID leadProviderId,
            @Nullable Integer cohort,
            @Nullable FeeType feeType,
            @Nullable StatementStatus status,
            @Nullable Integer month,
            @Nullable Integer year,
            int limit,
            long offset) {}

    /** @param snapshot the published statement, as JSON */
    public record Published(StatementRecord statement, String snapshot) {}

    public Uni<Void> insert(SqlConnection tx, List<StatementRecord> statements) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addValue(column(statements, UUID[]::new, StatementRecord::id))
                        .addValue(column(statements, UUID[]::new, StatementRecord::contractId))
                        .addValue(column(statements, Integer[]::new, StatementRecord::month))
                        .addValue(column(statements, Integer[]::new, StatementRecord::year))
                        .addValue(column(statements, String[]::new, statement -> lower(statement.feeType())))
                        .addValue(column(statements, String[]::new, statement -> lower(statement.status())))
                        .addValue(column(statements, LocalDate[]::new, StatementRecord::deadlineDate))
                        .addValue(column(statements, LocalDate[]::new, StatementRecord::paymentDate))
                        .addValue(column(statements, OffsetDateTime[]::new, statement -> time(statement.paidAt())))
                        .addValue(column(statements, String[]::new, StatementRecord::paidBreakdown))
                        .addValue(column(statements, OffsetDateTime[]::new, statement -> time(statement.createdAt()))))
                .replaceWithVoid();
    }

    private static <T> T[] column(
            List<StatementRecord> statements, IntFunction<T[]> array, Function<StatementRecord, @Nullable T> value) {
        T[] column = array.apply(statements.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(statements.get(i));
        }
        return column;
    }

    /** All statements of a contract, earliest payment date first. */
    public Uni<List<StatementRecord>> ofContract(SqlClient db, UUID contractId) {
        return db.preparedQuery(OF_CONTRACT)
                .execute(Tuple.of(contractId))
                .map(rows -> Rows.list(rows, StatementRecord::of));
    }

    public Uni<Optional<StatementRecord>> find(SqlClient db, UUID id) {
        return db.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> Rows.first(rows, StatementRecord::of));
    }

    /** Locks a statement against other changes, and against new declarations on it. */
    public Uni<Optional<StatementRecord>> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(id)).map(rows -> Rows.first(rows, StatementRecord::of));
    }

    /** Locks a statement and the unpaid output statements of its contract with earlier payment dates. */
    public Uni<List<StatementRecord>> lockWithEarlierUnpaid(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK_WITH_EARLIER_UNPAID)
                .execute(Tuple.of(id))
                .map(rows -> Rows.list(rows, StatementRecord::of));
    }

    /** Locks open output statements whose deadline is before a day. Skips those that another transaction has locked. */
    public Uni<List<StatementRecord>> lockDue(SqlConnection tx, LocalDate today, int limit) {
        return tx.preparedQuery(LOCK_DUE)
                .execute(Tuple.of(today, limit))
                .map(rows -> Rows.list(rows, StatementRecord::of));
    }

    public Uni<Void> makePayable(SqlConnection tx, Collection<UUID> ids) {
        return tx.preparedQuery(MAKE_PAYABLE)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    public Uni<Void> makePaid(SqlConnection tx, StatementRecord paid) {
        return tx.preparedQuery(MAKE_PAID)
                .execute(Tuple.of(paid.id(), time(paid.paidAt()), paid.paidBreakdown()))
                .replaceWithVoid();
    }

    /** Statements with published totals, earliest payment date first. */
    public Uni<List<Published>> search(SqlClient db, Search search) {
        return db.preparedQuery(SEARCH)
                .execute(Tuple.tuple()
                        .addValue(search.leadProviderId())
                        .addValue(search.cohort())
                        .addValue(search.feeType() == null ? null : lower(search.feeType()))
                        .addValue(search.status() == null ? null : lower(search.status()))
                        .addValue(search.month())
                        .addValue(search.year())
                        .addValue(search.limit())
                        .addValue(search.offset()))
                .map(rows -> Rows.list(rows, row -> new Published(StatementRecord.of(row), row.getString(13))));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
