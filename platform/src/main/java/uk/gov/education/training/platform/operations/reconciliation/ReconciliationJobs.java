package uk.gov.education.training.platform.operations.reconciliation;

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
import uk.gov.education.training.platform.messaging.Rows;
import uk.gov.education.training.platform.web.Page;

/** Stores the jobs in the database, so that every instance sees them. */
@ApplicationScoped
class ReconciliationJobs {

    // A running job has a heartbeat every second.
    private static final String ABANDONED =
            "status = 'running' and heartbeat_at < clock_timestamp() - interval '30 seconds'";
    private static final String FAIL_ABANDONED = """
            update reconciliation_jobs set status = 'failed', finished_at = clock_timestamp(),
                detail = 'The instance that ran this job has stopped.'
            where\s""" + ABANDONED;
    private static final String CREATE = """
            insert into reconciliation_jobs (kind, keys, actor, reason, topic) values ($1, $2, $3, $4, $5)
            on conflict (kind) where status = 'running' and keys is null do nothing returning id""";
    private static final String NIGHTLY = """
            select from reconciliation_jobs where kind = 'check' and keys is null and actor = $1
            and started_at > clock_timestamp() - interval '1 hour'""";
    private static final String HEARTBEAT = """
            update reconciliation_jobs set read = $2, total = $3, changed = $4, heartbeat_at = clock_timestamp()
            where id = $1 and status = 'running'""";
    private static final String FINISH = """
            update reconciliation_jobs set status = $2, read = $3, total = $4, changed = $5, detail = $6,
                heartbeat_at = clock_timestamp(), finished_at = clock_timestamp()
            where id = $1 and status = 'running'""";
    private static final String ADD_MISMATCH = """
            insert into mismatches (check_id, topic, key, kind, stored_version, topic_version, detail)
            values ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String RESOLVE_OTHERS = """
            update mismatches as old set resolved_at = now()
            where resolved_at is null and check_id <> $1 and ($2::text[] is null or key = any($2))
            and not exists (select from mismatches as found where found.check_id = $1 and found.key = old.key
                and found.topic is not distinct from old.topic and found.kind = old.kind)""";
    private static final String JOBS = """
            select id, case when\s""" + ABANDONED + """
                    then 'failed' else status end,
                keys, topic, read, total, changed, actor, reason,
                case when\s""" + ABANDONED + """
                    then 'The instance that ran this job has stopped.' else detail end,
                started_at, finished_at,
                (select count(*) from mismatches where check_id = id),
                (select count(*) from mismatches where check_id = id and resolved_at is null)
            from reconciliation_jobs
            """;
    private static final String ONE = JOBS + "where kind = $1 and id = $2";
    private static final String PAGE = JOBS + "where kind = $1 order by started_at desc, id offset $2 limit $3";
    private static final String COUNT = "select count(*) from reconciliation_jobs where kind = $1";
    private static final String MISMATCHES = """
            select topic, key, kind, stored_version, topic_version, detail, resolved_at
            from mismatches where check_id = $1 order by key, topic, kind""";
    // From the latest check of all keys, and the checks of single keys since then.
    private static final String INCONSISTENT_KEYS = """
            select distinct key from mismatches join reconciliation_jobs on id = check_id
            where resolved_at is null and status = 'done' and started_at >= coalesce((
                select max(started_at) from reconciliation_jobs where kind = 'check' and keys is null and status = 'done'),
                '-infinity')""";

    /** @return empty if this job has all keys, and another one with all keys is running */
    Uni<Optional<UUID>> create(
            SqlConnection tx, ReconciliationJob.Kind kind, JobScope jobScope, String actor, @Nullable String reason) {
        @Nullable Collection<String> keys = jobScope.keys();
        return tx.query(FAIL_ABANDONED)
                .execute()
                .chain(() -> tx.preparedQuery(CREATE)
                        .execute(Tuple.of(
                                kind.text(),
                                keys == null ? null : keys.toArray(String[]::new),
                                actor,
                                reason,
                                jobScope.topicName())))
                .map(rows -> Rows.first(rows, row -> row.getUUID(0)));
    }

    /** Whether a check of all keys was started in this name within the last hour. */
    Uni<Boolean> hasStartedTonight(SqlClient db, String actor) {
        return db.preparedQuery(NIGHTLY).execute(Tuple.of(actor)).map(rows -> rows.size() > 0);
    }

    /** @return false if the job is no longer running, because it was abandoned */
    Uni<Boolean> heartbeat(SqlClient db, UUID id, JobProgress progress) {
        return db.preparedQuery(HEARTBEAT)
                .execute(Tuple.of(id, progress.read(), progress.total(), progress.changed()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Ends a job. Stores the mismatches of a check, and resolves those of earlier checks that it no longer found. */
    Uni<Void> done(
            SqlConnection tx, UUID id, ReconciliationJob.Kind kind, JobProgress progress, @Nullable String detail) {
        Uni<RowSet<Row>> finished = finish(tx, id, "done", progress, detail);
        if (kind != ReconciliationJob.Kind.CHECK) {
            return finished.replaceWithVoid();
        }
        List<Tuple> found = progress.mismatches().stream()
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
                        : tx.preparedQuery(ADD_MISMATCH).executeBatch(found))
                .chain(() -> tx.preparedQuery(RESOLVE_OTHERS)
                        .execute(Tuple.of(
                                id,
                                progress.keys() == null ? null : progress.keys().toArray(String[]::new))))
                .replaceWithVoid();
    }

    Uni<Void> failed(SqlClient db, UUID id, JobProgress progress, String detail) {
        return finish(db, id, "failed", progress, detail).replaceWithVoid();
    }

    private static Uni<RowSet<Row>> finish(
            SqlClient db, UUID id, String status, JobProgress progress, @Nullable String detail) {
        return db.preparedQuery(FINISH)
                .execute(Tuple.of(id, status, progress.read(), progress.total(), progress.changed(), detail));
    }

    Uni<Optional<ReconciliationJob>> find(SqlClient db, ReconciliationJob.Kind kind, UUID id) {
        return db.preparedQuery(ONE)
                .execute(Tuple.of(kind.text(), id))
                .map(rows -> Rows.first(rows, ReconciliationJobs::job));
    }

    /** Newest first. */
    Uni<List<ReconciliationJob>> page(SqlClient db, ReconciliationJob.Kind kind, Page page) {
        return db.preparedQuery(PAGE)
                .execute(Tuple.of(kind.text(), page.offset(), page.size()))
                .map(rows -> Rows.list(rows, ReconciliationJobs::job));
    }

    Uni<Long> count(SqlClient db, ReconciliationJob.Kind kind) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(kind.text()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<Mismatch>> mismatches(SqlClient db, UUID check) {
        return db.preparedQuery(MISMATCHES)
                .execute(Tuple.of(check))
                .map(rows -> Rows.list(rows, ReconciliationJobs::mismatch));
    }

    /** The keys with unresolved mismatches. */
    Uni<List<String>> inconsistentKeys(SqlClient db) {
        return db.query(INCONSISTENT_KEYS).execute().map(rows -> Rows.list(rows, row -> row.getString(0)));
    }

    private static Mismatch mismatch(Row row) {
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

    private static ReconciliationJob job(Row row) {
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
