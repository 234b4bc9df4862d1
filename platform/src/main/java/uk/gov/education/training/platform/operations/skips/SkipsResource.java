package uk.gov.education.training.platform.operations.skips;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.audit.OperatorReason;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Skips single records: the last resort when one blocks all records behind it. */
@Path("/api/v1/skips")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Skips")
class SkipsResource {

    private final RequestSkip requestSkip;
    private final SecurityIdentity identity;

    SkipsResource(RequestSkip requestSkip, SecurityIdentity identity) {
        this.requestSkip = requestSkip;
        this.identity = identity;
    }

    /** The position of the record, and the reason. */
    record SkipRequest(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Skip one record of a topic",
            description =
                    "This service skips the record within seconds, even while it keeps retrying it. The record becomes a"
                            + " dead letter with the status skipped, and can be edited and replayed. Repeating the request"
                            + " changes nothing.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Skip>>> skip(@Nullable SkipRequest body) {
        return requestSkip
                .request(position(body), OperatorReason.required(body.reason()), (Caller) identity.getPrincipal())
                .map(skip -> RestResponse.status(Status.ACCEPTED, new One<>(skip)));
    }

    private static RequestSkip.RecordPosition position(@Nullable SkipRequest body) {
        if (body == null || body.topic() == null) {
            throw ApiException.invalid("topic", "Give the topic of the record.");
        }
        if (body.partition() == null || body.partition() < 0) {
            throw ApiException.invalid("partition", "Give the partition of the record, a number from 0.");
        }
        if (body.offset() == null || body.offset() < 0) {
            throw ApiException.invalid("offset", "Give the offset of the record, a number from 0.");
        }
        return new RequestSkip.RecordPosition(body.topic(), body.partition(), body.offset());
    }

    @GET
    @Operation(summary = "Skips, newest first")
    public Uni<Listed<Skip>> list(@BeanParam Page page) {
        return requestSkip.page(page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "The status of a skip")
    public Uni<One<Skip>> show(String id) {
        return requestSkip.find(id).map(One::new);
    }
}
