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

/** The statements by which declarations of the lead provider whose token is presented are paid. */
@OwnRequestValidation
@Path("/api/v3/statements")
@RolesAllowed(Scope.LEAD_PROVIDER)
class StatementsResource {

    private final DocumentResponses documentResponses;

    StatementsResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.STATEMENT,
                ListQuery.of(uri.getQueryParameters()).cohort().search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.STATEMENT, DocumentResponses.id(id));
    }
}
