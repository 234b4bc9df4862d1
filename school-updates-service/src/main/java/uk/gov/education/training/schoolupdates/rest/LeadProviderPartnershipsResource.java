package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.CreatePartnership;
import uk.gov.education.training.schoolupdates.FindPartnership;
import uk.gov.education.training.schoolupdates.UpdatePartnership;
import uk.gov.education.training.schoolupdates.domain.partnerships.PartnershipRequest;
import uk.gov.education.training.schoolupdates.partnerships.DecidedPartnership;

/**
 * The partnerships that a lead provider confirms. The provider API calls this, and answers the lead provider with the
 * result.
 */
@Path("/api/v1/lead-providers/{lead_provider_id}/partnerships")
@RolesAllowed(Scope.SERVICE)
@Tag(name = "Partnerships of a lead provider")
class LeadProviderPartnershipsResource {

    private final CreatePartnership createPartnership;
    private final UpdatePartnership updatePartnership;
    private final FindPartnership findPartnership;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    LeadProviderPartnershipsResource(
            CreatePartnership createPartnership,
            UpdatePartnership updatePartnership,
            FindPartnership findPartnership,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.createPartnership = createPartnership;
        this.updatePartnership = updatePartnership;
        this.findPartnership = findPartnership;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record UpdateRequest(@Nullable String deliveryPartnerId) {}

    record PartnershipVersion(long version, Partnership snapshot) {}

    record ParticipantVersion(long version, Participant snapshot) {}

    /** The messages that the request published, without their changes. */
    record PartnershipDecision(PartnershipVersion partnership, List<ParticipantVersion> participants) {

        static PartnershipDecision of(FindPartnership.Found found) {
            return new PartnershipDecision(
                    new PartnershipVersion(
                            found.partnership().version(), found.partnership().partnership()),
                    found.participants().stream()
                            .map(row -> new ParticipantVersion(row.version(), row.participant()))
                            .toList());
        }
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Create a partnership that a lead provider confirms",
            description = "Also confirms the training of participants who were registered with this lead provider in"
                    + " this cohort. Returns the partnership and these participants as they are published. Give every"
                    + " value as the lead provider wrote it.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "partnership", value = """
                    {"cohort": "2026", "school_id": "2f7cf7e5-0f5c-4a3e-9a6b-0d0d1c6a2b01",
                     "delivery_partner_id": "db2fbf67-b7b7-454f-a1b7-0020411e2314"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<PartnershipDecision> create(
            @PathParam("lead_provider_id") UUID leadProviderId, @Nullable PartnershipRequest body) {
        PartnershipRequest request = Body.required(body);
        Cause cause = requestTime.cause();
        return once(request, tx -> createPartnership.create(tx, leadProviderId, request, cause));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change the delivery partner of a lead provider's partnership",
            description =
                    "Also changes the delivery partner of all training that the partnership confirmed. Returns the"
                            + " partnership and the participants as they are published.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "delivery partner", value = """
                    {"delivery_partner_id": "db2fbf67-b7b7-454f-a1b7-0020411e2314"}""")))
    public Uni<PartnershipDecision> update(
            @PathParam("lead_provider_id") UUID leadProviderId, UUID id, @Nullable UpdateRequest body) {
        UpdateRequest request = Body.required(body);
        Cause cause = requestTime.cause();
        return once(
                request, tx -> updatePartnership.update(tx, leadProviderId, id, request.deliveryPartnerId(), cause));
    }

    /**
     * Reads the answer after the commit. The answer that is stored with the Idempotency-Key has ids only, because it
     * outlives participants who are deleted.
     */
    private Uni<PartnershipDecision> once(Object request, Function<SqlConnection, Uni<DecidedPartnership>> decision) {
        return idempotencyGuard
                .once(request, DecidedPartnership.class, decision)
                .chain(findPartnership::find)
                .map(PartnershipDecision::of);
    }
}
