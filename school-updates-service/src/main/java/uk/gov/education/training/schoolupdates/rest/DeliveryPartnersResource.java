package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.reference.DeliveryPartnerEntity;
import uk.gov.education.training.schoolupdates.reference.DeliveryPartners;
import uk.gov.education.training.schoolupdates.reference.MaintainDeliveryPartners;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;

/** The delivery partners, and which lead provider may work with them in which cohort, for DfE support. */
@Path("/api/v1/delivery-partners")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Delivery partners")
class DeliveryPartnersResource {

    private final DeliveryPartners deliveryPartners;
    private final MaintainDeliveryPartners maintain;
    private final ReferenceTransactions transactions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    DeliveryPartnersResource(
            DeliveryPartners deliveryPartners,
            MaintainDeliveryPartners maintain,
            ReferenceTransactions transactions,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.deliveryPartners = deliveryPartners;
        this.maintain = maintain;
        this.transactions = transactions;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record PairingRequest(
            @Nullable UUID leadProviderId, @Nullable Integer cohort) {}

    record DeliveryPartnersPage(List<DeliveryPartnerView> deliveryPartners, int page, int perPage) {}

    @GET
    @Operation(
            summary = "List delivery partners by name",
            description = "search is a part of the name. 50 per page by default.")
    public Uni<DeliveryPartnersPage> list(@RestQuery @Nullable String search, @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return transactions
                .inSession(() -> deliveryPartners.page(search, number, size))
                .map(all -> new DeliveryPartnersPage(
                        all.stream().map(DeliveryPartnerView::of).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a delivery partner")
    public Uni<DeliveryPartnerView> find(UUID id) {
        return transactions.inSession(() -> deliveryPartners.find(id)).map(DeliveryPartnerView::of);
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Add a delivery partner",
            description = "Refused if another one has the name, in upper or lower case.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "delivery partner", value = """
                    {"name": "Amberlow Teaching School Hub"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<DeliveryPartnerView> add(@Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return once(request, (session, cause) -> maintain.add(session, request.name(), cause));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Rename a delivery partner")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"name": "Amberlow Hub"}""")))
    public Uni<DeliveryPartnerView> rename(UUID id, @Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return once(request, (session, cause) -> maintain.rename(session, id, request.name(), cause));
    }

    @POST
    @Path("{id}/retire")
    @Operation(
            summary = "Retire a delivery partner",
            description = "It gets no more pairings. Its pairings and partnerships stay.")
    public Uni<DeliveryPartnerView> retire(UUID id) {
        return once(null, (session, cause) -> maintain.retire(session, id, cause));
    }

    @POST
    @Path("{id}/pairings")
    @Operation(
            summary = "Let a lead provider work with a delivery partner in a cohort",
            description = "The lead provider needs a contract for the cohort. Adding the same pairing again changes"
                    + " nothing.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "pairing", value = """
                    {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89", "cohort": 2026}""")))
    public Uni<DeliveryPartnerView> addPairing(UUID id, @Nullable PairingRequest body) {
        PairingRequest request = Body.required(body);
        return once(
                request,
                (session, cause) ->
                        maintain.addPairing(session, id, request.leadProviderId(), request.cohort(), cause));
    }

    @DELETE
    @Path("{id}/pairings/{leadProviderId}/{cohort}")
    @Operation(
            summary = "Remove a pairing",
            description = "Partnerships that use it stay as they are, and their training goes on. Nobody can confirm"
                    + " another partnership with it, or change one to it.")
    public Uni<Void> removePairing(UUID id, UUID leadProviderId, int cohort) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(
                null, Void.class, session -> maintain.removePairing(session, id, leadProviderId, cohort, cause)
                        .replaceWithVoid());
    }

    /** Runs a change once, and answers with the delivery partner. */
    private Uni<DeliveryPartnerView> once(
            @Nullable Object request, BiFunction<Mutiny.Session, Cause, Uni<DeliveryPartnerEntity>> change) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(
                request, DeliveryPartnerView.class, session -> change.apply(session, cause)
                        .map(DeliveryPartnerView::of));
    }
}
