package uk.gov.education.training.platform.operations.skips;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** Records that this service is to pass over: the last resort where one keeps all behind it waiting. */
@Path("/api/v1/skips")
@RolesAllowed(Scope.OPERATIONS)
@Tag(name = "Skips")
class SkipsResource {

    private static final int LONGEST_REASON = 500;

    private final RequestSkip skips;
    private final SecurityIdentity identity;

    SkipsResource(RequestSkip skips, SecurityIdentity identity) {
        this.skips = skips;
        this.identity = identity;
    }

    /** Where the record is, and why it is to be skipped. */
    record Wanted(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String reason) {}

    @POST
    @Operation(
            summary = "Skip one record of a topic",
            description =
                    "This service passes over it within seconds, also while it tries it again and again. The record"
                            + " is a dead letter with the status skipped from then on, and can be mended. Asked again, nothing"
                            + " more happens.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "202")
    public Uni<RestResponse<One<Skip>>> skip(@Nullable Wanted body) {
        return skips.ask(place(body), reason(body), (Caller) identity.getPrincipal())
                .map(asked -> RestResponse.status(Status.ACCEPTED, new One<>(asked)));
    }

    private static RequestSkip.Place place(@Nullable Wanted body) {
        if (body == null || body.topic() == null) {
            throw ApiException.invalid("topic", "Give the topic of the record.");
        }
        if (body.partition() == null || body.partition() < 0) {
            throw ApiException.invalid("partition", "Give the partition of the record, a number from 0.");
        }
        if (body.offset() == null || body.offset() < 0) {
            throw ApiException.invalid("offset", "Give the offset of the record, a number from 0.");
        }
        return new RequestSkip.Place(body.topic(), body.partition(), body.offset());
    }

    private static String reason(Wanted body) {
        @Nullable String reason = body.reason();
        if (reason == null || reason.isBlank()) {
            throw ApiException.invalid("reason", "Say why: it is kept with the record.");
        }
        if (reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
            throw ApiException.invalid("reason", "Give the reason in at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    @GET
    @Operation(summary = "Skips, newest first")
    public Uni<Listed<Skip>> list(@BeanParam Page page) {
        return skips.page(page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Whether a record is skipped")
    public Uni<One<Skip>> show(String id) {
        return skips.find(id).map(One::new);
    }
}
