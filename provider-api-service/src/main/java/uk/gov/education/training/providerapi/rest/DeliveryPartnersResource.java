package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The delivery partners that the lead provider whose token is presented may work with. */
@OwnRequestValidation
@Path("/api/v3/delivery-partners")
@RolesAllowed(Scope.LEAD_PROVIDER)
class DeliveryPartnersResource {

    private final DocumentResponses documentResponses;

    DeliveryPartnersResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.DELIVERY_PARTNER,
                ListQuery.ofAnyTime(uri.getQueryParameters()).sorted().cohort().search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.DELIVERY_PARTNER, DocumentResponses.id(id));
    }
}
