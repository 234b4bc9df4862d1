package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Compares what this service holds with what its topics say. Every night the service does so by itself. */
@Path("/api/v1/checks")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Rebuilds and checks")
class ChecksResource {

    private final StartReconciliation readings;

    ChecksResource(StartReconciliation readings) {
        this.readings = readings;
    }

    @POST
    @Operation(summary = "Check everything that this service holds")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Check>>> check() {
        return readings.begin(ReconciliationJob.Kind.CHECK, null, null)
                .map(begun -> new One<>(Check.of(begun)))
                .map(check -> RestResponse.status(Status.ACCEPTED, check));
    }

    @POST
    @Path("{id}/repair")
    @Operation(
            summary = "Mend what a check has found",
            description = "Rebuilds the participants that it found. They are checked again by itself then.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Rebuild>>> mend(String id) {
        return readings.find(ReconciliationJob.Kind.CHECK, id)
                .chain(check -> readings.differences(check).map(found -> broken(check, found)))
                .chain(keys ->
                        readings.begin(ReconciliationJob.Kind.REBUILD, keys, "To mend what check " + id + " has found"))
                .map(begun -> RestResponse.status(Status.ACCEPTED, new One<>(Rebuild.of(begun))));
    }

    private static Set<String> broken(ReconciliationJob check, List<Mismatch> found) {
        if (check.isRunning()) {
            throw ApiException.conflict("id", "This check is still running.");
        }
        Set<String> keys = keys(found, mismatch -> true);
        Set<String> owners = keys(found, Mismatch::isOwners);
        if (!keys.isEmpty() && owners.containsAll(keys)) {
            throw ApiException.conflict(
                    "id", "What is left can't be mended from the topics. Publish these keys again from their owner.");
        }
        keys.removeAll(owners);
        if (keys.isEmpty()) {
            throw ApiException.conflict("id", "Nothing that this check has found is left to mend.");
        }
        return keys;
    }

    private static Set<String> keys(List<Mismatch> found, Predicate<Mismatch> which) {
        return found.stream()
                .filter(mismatch -> mismatch.resolvedAt() == null)
                .filter(which)
                .map(Mismatch::key)
                .collect(Collectors.toSet());
    }

    @GET
    @Operation(summary = "Checks, newest first")
    public Uni<Listed<Check>> list(@BeanParam Page page) {
        return readings.page(ReconciliationJob.Kind.CHECK, page, Check::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "What a check has found")
    public Uni<One<CheckDetails>> show(String id) {
        return readings.find(ReconciliationJob.Kind.CHECK, id).chain(check -> readings.differences(check)
                .map(differences -> new One<>(new CheckDetails(Check.of(check), differences))));
    }
}
