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

/** The partnerships with schools of the lead provider whose token is presented. */
@OwnRequestValidation
@Path("/api/v3/partnerships")
@RolesAllowed(Scope.LEAD_PROVIDER)
class PartnershipsResource {

    private final DocumentResponses documentResponses;

    PartnershipsResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.PARTNERSHIP,
                ListQuery.of(uri.getQueryParameters())
                        .sorted()
                        .cohort()
                        .ids("delivery_partner_id")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.PARTNERSHIP, DocumentResponses.id(id));
    }
}
