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

/** Participants who move between schools, to or from the lead provider whose token is presented. */
@OwnRequestValidation
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class TransfersResource {

    private final DocumentResponses documentResponses;

    TransfersResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    @Path("/transfers")
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.TRANSFERS,
                ListQuery.of(uri.getQueryParameters()).sorted().search());
    }

    @GET
    @Path("/{id}/transfers")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.TRANSFERS, DocumentResponses.id(id));
    }
}
