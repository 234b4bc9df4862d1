package uk.gov.education.training.providerapi.schoolupdates;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.RequestTime;

/** The calls of school-updates-service about the partnerships of a lead provider. */
@Path("/api/v1/lead-providers/{leadProviderId}/partnerships")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RegisterProvider(OwnerError.Mapper.class)
interface SchoolUpdatesApi {

    @POST
    Uni<PartnershipDecision> create(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @HeaderParam("traceparent") String traceparent,
            @HeaderParam(RequestTime.HEADER) @Nullable String at,
            @RestPath UUID leadProviderId,
            Map<String, String> attributes);

    @PUT
    @Path("/{id}")
    Uni<PartnershipDecision> update(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @HeaderParam("traceparent") String traceparent,
            @HeaderParam(RequestTime.HEADER) @Nullable String at,
            @RestPath UUID leadProviderId,
            @RestPath UUID id,
            Map<String, String> attributes);
}
