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
 * Forgets what operations have long been done with; it may be somebody's data. What waits for a decision stays, and so
 * does what an alert is about.
 */
@ApplicationScoped
public class RetentionJob {

    /**
     * The row stays: by it a record that is read again is known to have been parked, and is no difference to a check.
     * So does a key that is an id, and tells nothing by itself.
     */
    private static final String LETTERS = """
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

    /** What the newest whole check has found, and what was checked since, is what is known to be broken. */
    private static final String READINGS = """
            with old as (
                select id from reconciliation_jobs
                where finished_at < now() - $1 * interval '1 second' and started_at < coalesce((
                    select max(started_at) from reconciliation_jobs where kind = 'check' and keys is null and status = 'done'),
                    '-infinity')
            ), found as (delete from mismatches using old where check_id = old.id)
            delete from reconciliation_jobs using old where reconciliation_jobs.id = old.id""";

    private static final String SKIPS = "delete from skips where skipped_at < now() - $1 * interval '1 second'";

    private static final String ACTS = "delete from audit_log where at < now() - $1 * interval '1 second'";

    private final Pool pool;
    private final ScheduledWork scheduled;
    private final Duration letters;
    private final Duration readings;
    private final Duration acts;

    RetentionJob(
            Pool pool,
            ScheduledWork scheduled,
            @ConfigProperty(name = "training.retention.dead-letters") Duration letters,
            @ConfigProperty(name = "training.retention.reconciliation-jobs") Duration readings,
            @ConfigProperty(name = "training.retention.audit-log") Duration acts) {
        this.pool = pool;
        this.scheduled = scheduled;
        this.letters = letters;
        this.readings = readings;
        this.acts = acts;
    }

    @Scheduled(every = "6h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> now() {
        return scheduled.attempt("Forgetting what is old", this::forget);
    }

    /** As it is done from time to time. */
    public Uni<Void> forget() {
        return older(LETTERS, letters)
                .chain(() -> older(READINGS, readings))
                .chain(() -> older(SKIPS, acts))
                .chain(() -> older(ACTS, acts));
    }

    private Uni<Void> older(String sql, Duration than) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of((double) than.toSeconds()))
                .replaceWithVoid();
    }
}
