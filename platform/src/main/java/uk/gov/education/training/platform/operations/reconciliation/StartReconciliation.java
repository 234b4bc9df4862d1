package uk.gov.education.training.platform.operations.reconciliation;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.AuditLog;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.PathUuid;

/** Starts jobs for the caller and looks jobs up. */
@ApplicationScoped
class StartReconciliation {

    private final Pool pool;
    private final ReconciliationRunner reconciliationRunner;
    private final ReconciliationJobs reconciliationJobs;
    private final AuditLog auditLog;
    private final SecurityIdentity identity;

    StartReconciliation(
            Pool pool,
            ReconciliationRunner reconciliationRunner,
            ReconciliationJobs reconciliationJobs,
            AuditLog auditLog,
            SecurityIdentity identity) {
        this.pool = pool;
        this.reconciliationRunner = reconciliationRunner;
        this.reconciliationJobs = reconciliationJobs;
        this.auditLog = auditLog;
        this.identity = identity;
    }

    /**
     * Starts a job of the topics that this service reads.
     *
     * @param keys null for all
     */
    Uni<ReconciliationJob> start(
            ReconciliationJob.Kind kind, @Nullable Collection<String> keys, @Nullable String reason) {
        return start(kind, JobScope.of(keys), reason);
    }

    /** Starts a job of this scope. */
    Uni<ReconciliationJob> start(ReconciliationJob.Kind kind, JobScope jobScope, @Nullable String reason) {
        return auditLog.actor(pool, (Caller) identity.getPrincipal())
                .chain(actor -> reconciliationRunner.start(kind, jobScope, actor, reason))
                .map(started -> started.orElseThrow(() -> ApiException.conflict(
                        "all", "A " + kind.text() + " of everything is already running. Wait until it is done.")))
                .chain(id -> find(kind, id));
    }

    Uni<ReconciliationJob> find(ReconciliationJob.Kind kind, String id) {
        return find(kind, PathUuid.of(id, StartReconciliation::unknown));
    }

    private Uni<ReconciliationJob> find(ReconciliationJob.Kind kind, UUID id) {
        return reconciliationJobs.find(pool, kind, id).map(found -> found.orElseThrow(StartReconciliation::unknown));
    }

    <T> Uni<Listed<T>> page(ReconciliationJob.Kind kind, Page page, Function<ReconciliationJob, T> view) {
        return reconciliationJobs.page(pool, kind, page).chain(found -> reconciliationJobs
                .count(pool, kind)
                .map(total -> Listed.of(found.stream().map(view).toList(), total, page)));
    }

    Uni<List<Mismatch>> mismatches(ReconciliationJob check) {
        return reconciliationJobs.mismatches(pool, check.id());
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is no job with this id.");
    }
}
