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

/** Rebuilds and checks as operations ask for them and look at them. */
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
     * Begins one in the name of the caller.
     *
     * @param keys null for all
     */
    Uni<ReconciliationJob> begin(
            ReconciliationJob.Kind kind, @Nullable Collection<String> keys, @Nullable String reason) {
        return beginOf(kind, JobScope.of(keys), reason);
    }

    /** Likewise. */
    Uni<ReconciliationJob> beginOf(ReconciliationJob.Kind kind, JobScope jobScope, @Nullable String reason) {
        return auditLog.nameOf(pool, (Caller) identity.getPrincipal())
                .chain(by -> reconciliationRunner.begin(kind, jobScope, by, reason))
                .map(begun -> begun.orElseThrow(() -> ApiException.conflict(
                        "all", "A " + kind.text() + " of everything is running. Wait until that is done.")))
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

    Uni<List<Mismatch>> differences(ReconciliationJob check) {
        return reconciliationJobs.differences(pool, check.id());
    }

    private static ApiException unknown() {
        return ApiException.notFound("id", "There is none with this id.");
    }
}
