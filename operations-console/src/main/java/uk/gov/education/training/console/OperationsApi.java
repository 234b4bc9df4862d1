package uk.gov.education.training.console;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import uk.gov.education.training.platform.operations.audit.AuditEntry;
import uk.gov.education.training.platform.operations.audit.Listed;
import uk.gov.education.training.platform.operations.audit.One;
import uk.gov.education.training.platform.operations.deadletters.DeadLetterView;
import uk.gov.education.training.platform.operations.deadletters.ResolutionResponse;
import uk.gov.education.training.platform.operations.reconciliation.Check;
import uk.gov.education.training.platform.operations.reconciliation.CheckDetails;
import uk.gov.education.training.platform.operations.reconciliation.Rebuild;
import uk.gov.education.training.platform.operations.reconciliation.Republication;
import uk.gov.education.training.platform.operations.skips.Skip;
import uk.gov.education.training.platform.operations.timeline.ParticipantTimeline;
import uk.gov.education.training.platform.web.PresentedToken;

/** The operations calls of a service. Every service has all of them, except the timeline. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RegisterProvider(ServiceError.Mapper.class)
interface OperationsApi {

    @GET
    @Path("/access-token")
    Uni<One<PresentedToken>> accessToken(@HeaderParam("Authorization") String authorization);

    @GET
    @Path("/audit-log")
    Uni<Listed<AuditEntry>> auditLog(
            @HeaderParam("Authorization") String authorization, @RestQuery("per_page") int size);

    @GET
    @Path("/dead-letters")
    Uni<Listed<DeadLetterView>> deadLetters(
            @HeaderParam("Authorization") String authorization, @RestQuery Map<String, String> filter);

    @GET
    @Path("/dead-letters/{id}")
    Uni<One<DeadLetterView.Whole>> deadLetter(@HeaderParam("Authorization") String authorization, @RestPath String id);

    /** @param action replay or discard */
    @POST
    @Path("/dead-letters/{id}/{action}")
    Uni<ResolutionResponse> resolve(
            @HeaderParam("Authorization") String authorization,
            @RestPath String id,
            @RestPath String action,
            Map<String, Object> request);

    /** @param action replay or discard */
    @POST
    @Path("/dead-letters/{action}")
    Uni<ResolutionResponse> resolveAll(
            @HeaderParam("Authorization") String authorization, @RestPath String action, Map<String, Object> request);

    @GET
    @Path("/checks")
    Uni<Listed<Check>> checks(@HeaderParam("Authorization") String authorization, @RestQuery("per_page") int size);

    @GET
    @Path("/checks/{id}")
    Uni<One<CheckDetails>> check(@HeaderParam("Authorization") String authorization, @RestPath String id);

    @POST
    @Path("/checks")
    Uni<One<Check>> startCheck(@HeaderParam("Authorization") String authorization, Map<String, Object> request);

    @POST
    @Path("/checks/{id}/repair")
    Uni<One<Rebuild>> repair(
            @HeaderParam("Authorization") String authorization, @RestPath String id, Map<String, Object> request);

    @GET
    @Path("/rebuilds")
    Uni<Listed<Rebuild>> rebuilds(@HeaderParam("Authorization") String authorization, @RestQuery("per_page") int size);

    @GET
    @Path("/rebuilds/{id}")
    Uni<One<Rebuild>> rebuild(@HeaderParam("Authorization") String authorization, @RestPath String id);

    @POST
    @Path("/rebuilds")
    Uni<One<Rebuild>> startRebuild(@HeaderParam("Authorization") String authorization, Map<String, Object> request);

    @GET
    @Path("/republications")
    Uni<Listed<Republication>> republications(
            @HeaderParam("Authorization") String authorization, @RestQuery("per_page") int size);

    @POST
    @Path("/republications")
    Uni<One<Republication>> republish(@HeaderParam("Authorization") String authorization, Map<String, Object> request);

    @GET
    @Path("/skips")
    Uni<Listed<Skip>> skips(@HeaderParam("Authorization") String authorization, @RestQuery("per_page") int size);

    @POST
    @Path("/skips")
    Uni<One<Skip>> skip(@HeaderParam("Authorization") String authorization, Map<String, Object> request);

    @GET
    @Path("/participants/{id}/timeline")
    Uni<One<ParticipantTimeline>> timeline(@HeaderParam("Authorization") String authorization, @RestPath String id);
}
