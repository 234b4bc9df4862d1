package uk.gov.education.training.events.operations.acts;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import uk.gov.education.training.events.edge.Page;
import uk.gov.education.training.events.edge.Scope;

/** What operations have done here. */
@Path("/api/v1/operations-acts")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Operations")
class OperationsActsResource {

    private final Pool pool;
    private final Acts acts;

    OperationsActsResource(Pool pool, Acts acts) {
        this.pool = pool;
        this.acts = acts;
    }

    @GET
    @Operation(summary = "Who did what about dead letters, rebuilds and checks, newest first")
    public Uni<Listed<Act>> list(@BeanParam Page page) {
        return acts.page(pool, page).chain(found -> acts.count(pool).map(total -> Listed.of(found, total, page)));
    }
}
