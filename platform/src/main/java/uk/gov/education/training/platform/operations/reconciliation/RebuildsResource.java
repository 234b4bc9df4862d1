package uk.gov.education.training.platform.operations.reconciliation;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.PlainText;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.audit.OperatorReason;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Rebuilds the stored facts of this service from its topics, while it keeps serving. */
@Path("/api/v1/rebuilds")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Rebuilds and checks")
class RebuildsResource {

    private static final int MAX_KEY_LENGTH = 500;

    private final StartReconciliation startReconciliation;

    RebuildsResource(StartReconciliation startReconciliation) {
        this.startReconciliation = startReconciliation;
    }

    /** Either one participant, or all. */
    record RebuildRequest(
            @Nullable String participantId,
            @Nullable Boolean all,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Rebuild one participant, or everything",
            description = "Replaces stored facts by those on the topics, and derives the service's own data again. For"
                    + " a healthy service this changes nothing and publishes nothing.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Rebuild>>> rebuild(@Nullable RebuildRequest body) {
        @Nullable List<String> keys = keys(body);
        return startReconciliation
                .start(ReconciliationJob.Kind.REBUILD, keys, OperatorReason.optional(body.reason()))
                .map(job -> RestResponse.status(Status.ACCEPTED, new One<>(Rebuild.of(job))));
    }

    private static @Nullable List<String> keys(@Nullable RebuildRequest body) {
        boolean all = body != null && Boolean.TRUE.equals(body.all());
        if (body == null || all == (body.participantId() != null)) {
            throw ApiException.invalid("participant_id", "Give either participant_id, or \"all\": true.");
        }
        if (all) {
            return null;
        }
        String key = body.participantId();
        if (key.isBlank()
                || PlainText.length(key) > MAX_KEY_LENGTH
                || key.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid("participant_id", "Give the participant's id, or the key on the topics.");
        }
        return List.of(key);
    }

    @GET
    @Operation(summary = "Rebuilds, newest first")
    public Uni<Listed<Rebuild>> list(@BeanParam Page page) {
        return startReconciliation.page(ReconciliationJob.Kind.REBUILD, page, Rebuild::of);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "The progress of a rebuild")
    public Uni<One<Rebuild>> show(String id) {
        return startReconciliation.find(ReconciliationJob.Kind.REBUILD, id).map(found -> new One<>(Rebuild.of(found)));
    }
}
