package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.ChangeDeliveryPartner;
import uk.gov.education.training.schoolupdates.ConfirmPartnership;
import uk.gov.education.training.schoolupdates.store.Partnerships;

/** The partnerships of lead providers with schools. */
@Path("/api/v1/partnerships")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Partnerships")
class PartnershipsResource {

    private final Pool pool;
    private final Partnerships partnerships;
    private final ConfirmPartnership confirmPartnership;
    private final ChangeDeliveryPartner changeDeliveryPartner;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    PartnershipsResource(
            Pool pool,
            Partnerships partnerships,
            ConfirmPartnership confirmPartnership,
            ChangeDeliveryPartner changeDeliveryPartner,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.pool = pool;
        this.partnerships = partnerships;
        this.confirmPartnership = confirmPartnership;
        this.changeDeliveryPartner = changeDeliveryPartner;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record PartnershipsPage(List<PartnershipView> partnerships, int page, int perPage) {}

    @GET
    @Operation(summary = "List all partnerships, earliest first")
    public Uni<PartnershipsPage> list(@BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return partnerships
                .page(pool, number, size)
                .map(all -> new PartnershipsPage(
                        all.stream().map(PartnershipView::of).toList(), number, size));
    }

    @POST
    @Operation(
            summary = "Confirm a partnership",
            description =
                    "Also confirms the training of participants who were registered with this lead provider in this"
                            + " cohort. Confirming the same partnership again returns 200 and the same id.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "partnership", value = """
                    {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89", "school_urn": "100001",
                     "delivery_partner_id": "db2fbf67-b7b7-454f-a1b7-0020411e2314", "cohort": 2026}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "200 201")
    public Uni<RestResponse<PartnershipView>> confirm(ConfirmPartnership.@Nullable Details body) {
        ConfirmPartnership.Details details = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard
                .once(details, ConfirmPartnership.Confirmed.class, tx -> confirmPartnership.confirm(tx, details, cause))
                .map(confirmed -> RestResponse.status(
                        confirmed.isNew() ? Status.CREATED : Status.OK, PartnershipView.of(confirmed.partnership())));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change a partnership's delivery partner",
            description =
                    "Also changes the delivery partner of all training that the partnership confirmed. You can leave"
                            + " out the lead provider, the school and the cohort; they can't change.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "delivery partner", value = """
                    {"delivery_partner_id": "db2fbf67-b7b7-454f-a1b7-0020411e2314"}""")))
    public Uni<PartnershipView> change(UUID id, ConfirmPartnership.@Nullable Details body) {
        ConfirmPartnership.Details details = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard
                .once(details, Partnership.class, tx -> changeDeliveryPartner.change(tx, id, details, cause))
                .map(PartnershipView::of);
    }
}
