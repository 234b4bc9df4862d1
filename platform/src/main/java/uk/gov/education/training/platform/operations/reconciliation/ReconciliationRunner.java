package uk.gov.education.training.platform.operations.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.AuditLog.Subject;

/**
 * Runs each job on its own thread, in the instance that received the request, while the service goes on. Keeps the
 * progress in the database.
 */
@Startup // registers its metrics before the first job
@ApplicationScoped
class ReconciliationRunner {

    private static final Logger LOG = Logger.getLogger(ReconciliationRunner.class);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;
    private final Transactions transactions;
    private final ReconciliationWork work;
    private final ReconciliationJobs reconciliationJobs;
    private final AuditLog auditLog;
    private final Set<RunningJob> running = ConcurrentHashMap.newKeySet();

    ReconciliationRunner(
            Pool pool,
            Transactions transactions,
            ReconciliationWork work,
            ReconciliationJobs reconciliationJobs,
            AuditLog auditLog,
            MeterRegistry metrics) {
        this.pool = pool;
        this.transactions = transactions;
        this.work = work;
        this.reconciliationJobs = reconciliationJobs;
        this.auditLog = auditLog;
        gauge(
                metrics,
                "rebuild.records.read",
                "Records that the running rebuilds of this instance have read",
                JobProgress::read);
        gauge(
                metrics,
                "rebuild.records.total",
                "Records that the running rebuilds of this instance have to read",
                JobProgress::total);
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToLongFunction<JobProgress> figure) {
        Gauge.builder(name, running, all -> all.stream()
                        .map(RunningJob::progress)
                        .filter(JobProgress::repairs)
                        .mapToLong(figure)
                        .sum())
                .description(description)
                .register(metrics);
    }

    private record RunningJob(UUID id, ReconciliationJob.Kind kind, JobProgress progress, Thread thread) {}

    void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
        running.forEach(job -> {
            job.progress().cancel();
            job.thread().interrupt();
        });
        for (RunningJob job : running) {
            job.thread().join(TIMEOUT);
        }
    }

    /**
     * Starts a job.
     *
     * @return empty if a job of the same kind with all keys is running
     */
    Uni<Optional<UUID>> start(ReconciliationJob.Kind kind, JobScope jobScope, String actor, @Nullable String reason) {
        return transactions
                .inTransaction(tx -> create(tx, kind, jobScope, actor, reason))
                .invoke(created -> created.ifPresent(id -> run(id, kind, jobScope, actor)));
    }

    private Uni<Optional<UUID>> create(
            SqlConnection tx, ReconciliationJob.Kind kind, JobScope jobScope, String actor, @Nullable String reason) {
        return reconciliationJobs
                .create(tx, kind, jobScope, actor, reason)
                .call(created -> created.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : auditLog.record(
                                tx, subject(kind), created.get(), "started", actor, reason, jobScope.text(), false));
    }

    private static Subject subject(ReconciliationJob.Kind kind) {
        return switch (kind) {
            case REBUILD -> Subject.REBUILD;
            case CHECK -> Subject.CHECK;
            case REPUBLICATION -> Subject.REPUBLICATION;
        };
    }

    private void run(UUID id, ReconciliationJob.Kind kind, JobScope jobScope, String actor) {
        JobProgress progress = new JobProgress(jobScope.keys(), kind == ReconciliationJob.Kind.REBUILD);
        Thread.ofVirtual().name(kind.text() + "-" + id).start(() -> run(id, kind, jobScope, progress, actor));
    }

    private void run(UUID id, ReconciliationJob.Kind kind, JobScope jobScope, JobProgress progress, String actor) {
        RunningJob self = new RunningJob(id, kind, progress, Thread.currentThread());
        running.add(self);
        Thread heartbeat = Thread.ofVirtual().name("heartbeat-" + id).start(() -> sendHeartbeats(id, progress));
        try {
            work.run(jobScope, progress);
            progress.retrying(() -> transactions.inTransaction(
                    tx -> reconciliationJobs.done(tx, id, kind, progress, detail(kind, progress))));
            LOG.infof(
                    "The %s %s is done: %d records read, %d written, %d mismatches",
                    kind.text(),
                    id,
                    progress.read(),
                    progress.changed(),
                    progress.mismatches().size());
        } catch (Throwable failure) {
            // Even an Error must end the job: while it seems to run, no other job of all keys can start.
            fail(id, kind, progress, failure);
            return;
        } finally {
            heartbeat.interrupt();
            running.remove(self);
        }
        if (kind != ReconciliationJob.Kind.CHECK) {
            checkInconsistentKeys(progress, actor, kind.text());
        }
    }

    private void fail(UUID id, ReconciliationJob.Kind kind, JobProgress progress, Throwable failure) {
        if (progress.isCancelled()) {
            LOG.infof("The %s %s was cancelled", kind.text(), id);
        } else {
            LOG.errorf(failure, "The %s %s has failed, start it again when the cause is gone", kind.text(), id);
        }
        // Clears the interrupt, since an interrupted thread could not await the update.
        boolean stopping = Thread.interrupted();
        try {
            reconciliationJobs
                    .failed(pool, id, progress, stopping ? "The service was stopped." : RedactedErrors.inShort(failure))
                    .await()
                    .atMost(TIMEOUT);
        } catch (RuntimeException unavailable) {
            LOG.warnf(
                    "Could not record the end of %s %s, it counts as failed after 30 s without a heartbeat: %s",
                    kind.text(), id, RedactedErrors.inShort(unavailable));
        }
    }

    private void sendHeartbeats(UUID id, JobProgress progress) {
        try {
            while (true) {
                Thread.sleep(HEARTBEAT_INTERVAL);
                try {
                    if (!reconciliationJobs
                            .heartbeat(pool, id, progress)
                            .await()
                            .atMost(TIMEOUT)) {
                        progress.cancel();
                        return;
                    }
                } catch (RuntimeException unavailable) {
                    LOG.debugf("The heartbeat of job %s failed, retrying: %s", id, RedactedErrors.inShort(unavailable));
                }
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String detail(ReconciliationJob.Kind kind, JobProgress progress) {
        if (kind == ReconciliationJob.Kind.CHECK) {
            return progress.hasMore() ? "There are more mismatches than these." : null;
        }
        List<Mismatch> failed = progress.mismatches();
        return failed.isEmpty()
                ? null
                : failed.size() + " could not be "
                        + (kind == ReconciliationJob.Kind.REBUILD ? "repaired" : "republished") + ", for example "
                        + failed.getFirst().key() + ": " + failed.getFirst().detail();
    }

    /** Checks the inconsistent keys of a finished job again, so that those it repaired count as resolved. */
    private void checkInconsistentKeys(JobProgress progress, String actor, String kind) {
        try {
            List<String> keys = reconciliationJobs.inconsistentKeys(pool).await().atMost(TIMEOUT).stream()
                    .filter(progress::includes)
                    .toList();
            if (!keys.isEmpty()) {
                start(ReconciliationJob.Kind.CHECK, JobScope.of(keys), actor, "After the " + kind)
                        .await()
                        .atMost(TIMEOUT);
            }
        } catch (RuntimeException unavailable) {
            LOG.warnf(
                    "Could not check the keys of a %s, the nightly check will: %s",
                    kind, RedactedErrors.inShort(unavailable));
        }
    }
}
