package uk.gov.education.training.platform.operations;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.messaging.ScheduledWork;

/**
 * Deletes or erases old records of operations, since they may hold personal data. Keeps dead letters that wait for a
 * decision, and jobs that an alert is about.
 */
@ApplicationScoped
public class RetentionJob {

    /**
     * Keep the row, and the key if it is an id: the consumer and the consistency check use them to recognise a
     * dead-lettered record. Erase body and headers.
     */
    private static final String DEAD_LETTERS = """
            with old as (
                select id, case when octet_length(key) <= 36 and encode(key, 'escape')
                    ~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4})$' then key end as key
                from dead_letters
                where status <> 'waiting' and parked_at < now() - $1 * interval '1 second'
                    and not exists (
                        select from audit_log
                        where subject_id = dead_letters.id and at >= now() - $1 * interval '1 second')
            )
            update dead_letters set key = old.key, headers = '{}', body = null from old
            where dead_letters.id = old.id
            and (dead_letters.key is distinct from old.key or headers <> '{}' or body is not null)""";

    /** Keep the latest check of all keys and every check since: the alert is computed from them. */
    private static final String JOBS = """
            with old as (
                select id from reconciliation_jobs
                where finished_at < now() - $1 * interval '1 second' and started_at < coalesce((
                    select max(started_at) from reconciliation_jobs where kind = 'check' and keys is null and status = 'done'),
                    '-infinity')
            ), found as (delete from mismatches using old where check_id = old.id)
            delete from reconciliation_jobs using old where reconciliation_jobs.id = old.id""";

    private static final String SKIPS = "delete from skips where skipped_at < now() - $1 * interval '1 second'";

    private static final String AUDIT_LOG = "delete from audit_log where at < now() - $1 * interval '1 second'";

    private final Pool pool;
    private final ScheduledWork scheduled;
    private final Duration deadLetters;
    private final Duration jobs;
    private final Duration auditLog;

    RetentionJob(
            Pool pool,
            ScheduledWork scheduled,
            @ConfigProperty(name = "training.retention.dead-letters") Duration deadLetters,
            @ConfigProperty(name = "training.retention.reconciliation-jobs") Duration jobs,
            @ConfigProperty(name = "training.retention.audit-log") Duration auditLog) {
        this.pool = pool;
        this.scheduled = scheduled;
        this.deadLetters = deadLetters;
        this.jobs = jobs;
        this.auditLog = auditLog;
    }

    @Scheduled(every = "6h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return scheduled.attempt("Deleting old records of operations", this::deleteOld);
    }

    /** Deletes everything that is older than its retention. */
    public Uni<Void> deleteOld() {
        return deleteOlder(DEAD_LETTERS, deadLetters)
                .chain(() -> deleteOlder(JOBS, jobs))
                .chain(() -> deleteOlder(SKIPS, auditLog))
                .chain(() -> deleteOlder(AUDIT_LOG, auditLog));
    }

    private Uni<Void> deleteOlder(String sql, Duration than) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of((double) than.toSeconds()))
                .replaceWithVoid();
    }
}
