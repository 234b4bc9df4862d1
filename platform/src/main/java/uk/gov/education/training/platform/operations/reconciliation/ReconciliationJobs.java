package uk.gov.education.training.platform.operations.reconciliation;

import uk.gov.education.training.platform.messaging.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.Page;

/** Rebuilds and checks in the database, where every instance sees them. */
@ApplicationScoped
class ReconciliationJobs {

    // An instance that reads says every second that it is alive.
    private static final String SILENT = "status = 'running' and heartbeat_at < clock_timestamp() - interval '30 seconds'";
    private static final String GIVE_UP = """
            update reconciliation_jobs set status = 'failed', finished_at = clock_timestamp(),
                detail = 'The instance that did this has ended.'
            where\s""" + SILENT;
    private static final String BEGIN = """
            insert into reconciliation_jobs (kind, keys, actor, reason, topic) values ($1, $2, $3, $4, $5)
            on conflict (kind) where status = 'running' and keys is null do nothing returning id""";
    private static final String NIGHTLY = """
            select from reconciliation_jobs where kind = 'check' and keys is null and actor = $1
            and started_at > clock_timestamp() - interval '1 hour'""";
    private static final String ALIVE = """
            update reconciliation_jobs set read = $2, total = $3, changed = $4, heartbeat_at = clock_timestamp()
            where id = $1 and status = 'running'""";
    private static final String FINISH = """
            update reconciliation_jobs set status = $2, read = $3, total = $4, changed = $5, detail = $6,
                heartbeat_at = clock_timestamp(), finished_at = clock_timestamp()
            where id = $1 and status = 'running'""";
    private static final String FOUND = """
            insert into mismatches (check_id, topic, key, kind, stored_version, topic_version, detail)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String MENDED = """
            update mismatches as old set resolved_at = now()
            where resolved_at is null and check_id <> $1 and ($2::text[] is null or key = any($2))
            and not exists (select from mismatches as found where found.check_id = $1 and found.key = old.key
                and found.topic is not distinct from old.topic and found.kind = old.kind)""";
    private static final String READINGS = """
            select id, case when\s""" + SILENT + """
                    then 'failed' else status end,
                keys, topic, read, total, changed, actor, reason,
                case when\s""" + SILENT + """
                    then 'The instance that did this has ended.' else detail end,
                started_at, finished_at,
                (select count(*) from mismatches where check_id = id),
                (select count(*) from mismatches where check_id = id and resolved_at is null)
            from reconciliation_jobs
            """;
    private static final String ONE = READINGS + "where kind = $1 and id = $2";
    private static final String PAGE = READINGS + "where kind = $1 order by started_at desc, id offset $2 limit $3";
    private static final String COUNT = "select count(*) from reconciliation_jobs where kind = $1";
    private static final String DIFFERENCES = """
            select topic, key, kind, stored_version, topic_version, detail, resolved_at
            from mismatches where check_id = $1 order by key, topic, kind""";
    // The newest whole check says what is broken, and what was checked by key since adds to it.
    private static final String BROKEN = """
            select distinct key from mismatches join reconciliation_jobs on id = check_id
            where resolved_at is null and status = 'done' and started_at >= coalesce((
                select max(started_at) from reconciliation_jobs where kind = 'check' and keys is null and status = 'done'),
                '-infinity')""";

    /** @return empty if another one of all is running, and this should be one too */
    Uni<Optional<UUID>> begin(
            SqlConnection tx, ReconciliationJob.Kind kind, JobScope jobScope, String by, @Nullable String reason) {
        @Nullable Collection<String> keys = jobScope.keys();
        return tx.query(GIVE_UP)
                .execute()
                .chain(() -> tx.preparedQuery(BEGIN)
                        .execute(Tuple.of(
                                kind.text(),
                                keys == null ? null : keys.toArray(String[]::new),
                                by,
                                reason,
                                jobScope.topicName())))
                .map(rows -> Rows.first(rows, row -> row.getUUID(0)));
    }

    /** Whether the clock has let somebody check everything within the last hour. */
    Uni<Boolean> isCheckedTonight(SqlClient db, String clock) {
        return db.preparedQuery(NIGHTLY).execute(Tuple.of(clock)).map(rows -> rows.size() > 0);
    }

    /** @return false if it is running no more: somebody has given it up */
    Uni<Boolean> alive(SqlClient db, UUID id, JobProgress jobProgress) {
        return db.preparedQuery(ALIVE)
                .execute(Tuple.of(id, jobProgress.read(), jobProgress.total(), jobProgress.changed()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Ends it. What a check found is kept, and what earlier checks had found and this one did not is mended. */
    Uni<Void> done(
            SqlConnection tx, UUID id, ReconciliationJob.Kind kind, JobProgress jobProgress, @Nullable String detail) {
        Uni<RowSet<Row>> finished = finish(tx, id, "done", jobProgress, detail);
        if (kind != ReconciliationJob.Kind.CHECK) {
            return finished.replaceWithVoid();
        }
        List<Tuple> found = jobProgress.differences().stream()
                .map(mismatch -> Tuple.from(new @Nullable Object[] {
                    id,
                    mismatch.topic(),
                    mismatch.key(),
                    mismatch.kind(),
                    mismatch.storedVersion(),
                    mismatch.topicVersion(),
                    mismatch.detail()
                }))
                .toList();
        return finished.chain(() -> found.isEmpty()
                        ? Uni.createFrom().nullItem()
                        : tx.preparedQuery(FOUND).executeBatch(found))
                .chain(() -> tx.preparedQuery(MENDED)
                        .execute(Tuple.of(
                                id,
                                jobProgress.keys() == null
                                        ? null
                                        : jobProgress.keys().toArray(String[]::new))))
                .replaceWithVoid();
    }

    Uni<Void> failed(SqlClient db, UUID id, JobProgress jobProgress, String detail) {
        return finish(db, id, "failed", jobProgress, detail).replaceWithVoid();
    }

    private static Uni<RowSet<Row>> finish(
            SqlClient db, UUID id, String status, JobProgress jobProgress, @Nullable String detail) {
        return db.preparedQuery(FINISH)
                .execute(Tuple.of(id, status, jobProgress.read(), jobProgress.total(), jobProgress.changed(), detail));
    }

    Uni<Optional<ReconciliationJob>> find(SqlClient db, ReconciliationJob.Kind kind, UUID id) {
        return db.preparedQuery(ONE).execute(Tuple.of(kind.text(), id)).map(rows -> readings(rows).stream()
                .findFirst());
    }

    /** Newest first. */
    Uni<List<ReconciliationJob>> page(SqlClient db, ReconciliationJob.Kind kind, Page page) {
        return db.preparedQuery(PAGE)
                .execute(Tuple.of(kind.text(), page.offset(), page.size()))
                .map(ReconciliationJobs::readings);
    }

    Uni<Long> count(SqlClient db, ReconciliationJob.Kind kind) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(kind.text()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<Mismatch>> differences(SqlClient db, UUID check) {
        return db.preparedQuery(DIFFERENCES).execute(Tuple.of(check)).map(rows -> Rows.list(rows, row -> difference(row)));
    }

    /** The keys that are held differently, as far as is known. */
    Uni<List<String>> broken(SqlClient db) {
        return db.query(BROKEN).execute().map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    private static Mismatch difference(Row row) {
        @Nullable OffsetDateTime resolvedAt = row.getOffsetDateTime(6);
        return new Mismatch(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                resolvedAt == null ? null : resolvedAt.toInstant());
    }

    private static List<ReconciliationJob> readings(Iterable<Row> rows) {
        return Rows.list(rows, row -> reading(row));
    }

    private static ReconciliationJob reading(Row row) {
        String[] keys = row.getArrayOfStrings(2);
        @Nullable OffsetDateTime finishedAt = row.getOffsetDateTime(11);
        return new ReconciliationJob(
                row.getUUID(0),
                row.getString(1),
                keys == null ? null : Arrays.asList(keys),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getOffsetDateTime(10).toInstant(),
                finishedAt == null ? null : finishedAt.toInstant(),
                row.getLong(12),
                row.getLong(13));
    }
}
