package uk.gov.education.training.platform.operations.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.Scope;

/** Lists the audit log of operations. */
@Path("/api/v1/audit-log")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Operations")
class AuditLogResource {

    private final Pool pool;
    private final AuditLog auditLog;

    AuditLogResource(Pool pool, AuditLog auditLog) {
        this.pool = pool;
        this.auditLog = auditLog;
    }

    @GET
    @Operation(summary = "The actions of operations, newest first")
    public Uni<Listed<AuditEntry>> list(@BeanParam Page page) {
        return auditLog.page(pool, page)
                .chain(found -> auditLog.count(pool).map(total -> Listed.of(found, total, page)));
    }
}
