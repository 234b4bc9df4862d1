package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Compares the stored facts of this service with its topics. The service also does so every night. */
@Path("/api/v1/checks")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Rebuilds and checks")
class ChecksResource {

    private final StartReconciliation startReconciliation;

    ChecksResource(StartReconciliation startReconciliation) {
        this.startReconciliation = startReconciliation;
    }

    @POST
    @Operation(summary = "Check all stored facts of this service")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Check>>> check() {
        return startReconciliation
                .start(ReconciliationJob.Kind.CHECK, (List<String>) null, null)
                .map(job -> RestResponse.status(Status.ACCEPTED, new One<>(Check.of(job))));
    }

    @POST
    @Path("{id}/repair")
    @Operation(
            summary = "Repair the mismatches of a check",
            description = "Rebuilds the participants that have them. The service then checks them again.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Rebuild>>> repair(String id) {
        return startReconciliation
                .find(ReconciliationJob.Kind.CHECK, id)
                .chain(check -> startReconciliation.mismatches(check).map(found -> repairableKeys(check, found)))
                .chain(keys -> startReconciliation.start(
                        ReconciliationJob.Kind.REBUILD, keys, "To repair the mismatches of check " + id))
                .map(job -> RestResponse.status(Status.ACCEPTED, new One<>(Rebuild.of(job))));
    }

    private static Set<String> repairableKeys(ReconciliationJob check, List<Mismatch> found) {
        if (check.isRunning()) {
            throw ApiException.conflict("id", "This check is still running.");
        }
        Set<String> keys = unresolvedKeys(found, mismatch -> true);
        Set<String> toRepublish = unresolvedKeys(found, Mismatch::needsRepublication);
        if (!keys.isEmpty() && toRepublish.containsAll(keys)) {
            throw ApiException.conflict(
                    "id", "A rebuild can't repair the remaining mismatches. Republish these keys from their owner.");
        }
        keys.removeAll(toRepublish);
        if (keys.isEmpty()) {
            throw ApiException.conflict("id", "This check has no unresolved mismatches.");
        }
        return keys;
    }

    private static Set<String> unresolvedKeys(List<Mismatch> found, Predicate<Mismatch> which) {
        return found.stream()
                .filter(mismatch -> mismatch.resolvedAt() == null)
                .filter(which)
                .map(Mismatch::key)
                .collect(Collectors.toSet());
    }

    @GET
    @Operation(summary = "Checks, newest first")
    public Uni<Listed<Check>> list(@BeanParam Page page) {
        return startReconciliation.page(ReconciliationJob.Kind.CHECK, page, Check::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A check with its mismatches")
    public Uni<One<CheckDetails>> show(String id) {
        return startReconciliation.find(ReconciliationJob.Kind.CHECK, id).chain(check -> startReconciliation
                .mismatches(check)
                .map(mismatches -> new One<>(new CheckDetails(Check.of(check), mismatches))));
    }
}
