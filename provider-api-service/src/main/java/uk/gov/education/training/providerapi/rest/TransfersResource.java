package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.providerapi.store.Kind;

/** Participants who move between schools, to or from the lead provider whose token is presented. */
@AsPublished
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class TransfersResource {

    private final Documents documents;

    TransfersResource(Documents documents) {
        this.documents = documents;
    }

    @GET
    @Path("/transfers")
    public Uni<Response> list(@Context UriInfo uri) {
        return documents.list(
                Kind.TRANSFERS, ListQuery.of(uri.getQueryParameters()).sorted().search());
    }

    @GET
    @Path("/{id}/transfers")
    public Uni<Response> show(String id) {
        return documents.show(Kind.TRANSFERS, Documents.id(id));
    }
}
