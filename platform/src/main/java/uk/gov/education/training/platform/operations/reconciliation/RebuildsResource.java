package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

/** Rebuilds what this service holds from its topics, while it keeps serving. */
@Path("/api/v1/rebuilds")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Rebuilds and checks")
class RebuildsResource {

    private static final int LONGEST = 500;

    private final StartReconciliation readings;

    RebuildsResource(StartReconciliation readings) {
        this.readings = readings;
    }

    /** Either one participant, or all. */
    record Wanted(
            @Nullable String participantId,
            @Nullable Boolean all,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Rebuild one participant, or everything",
            description = "Facts become what the topics say, and what follows from them is derived again. Where all is"
                    + " well, nothing changes and nothing is published.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Rebuild>>> rebuild(@Nullable Wanted body) {
        @Nullable List<String> keys = keys(body);
        @Nullable String reason = body.reason();
        if (reason != null && (reason.length() > LONGEST || reason.indexOf(0) >= 0)) {
            throw ApiException.invalid("reason", "Give the reason in at most " + LONGEST + " characters.");
        }
        return readings.begin(ReconciliationJob.Kind.REBUILD, keys, reason)
                .map(begun -> RestResponse.status(Status.ACCEPTED, new One<>(Rebuild.of(begun))));
    }

    private static @Nullable List<String> keys(@Nullable Wanted body) {
        boolean all = body != null && Boolean.TRUE.equals(body.all());
        if (body == null || all == (body.participantId() != null)) {
            throw ApiException.invalid("participant_id", "Give either participant_id, or \"all\": true.");
        }
        if (all) {
            return null;
        }
        String key = body.participantId();
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid(
                    "participant_id", "Give the participant's id, or whatever the key on the topics is.");
        }
        return List.of(key);
    }

    @GET
    @Operation(summary = "Rebuilds, newest first")
    public Uni<Listed<Rebuild>> list(@BeanParam Page page) {
        return readings.page(ReconciliationJob.Kind.REBUILD, page, Rebuild::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a rebuild is")
    public Uni<One<Rebuild>> show(String id) {
        return readings.find(ReconciliationJob.Kind.REBUILD, id).map(found -> new One<>(Rebuild.of(found)));
    }
}
