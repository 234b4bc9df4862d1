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

/** The mentors of ECTs of the lead provider whose token is presented, except those whom it trains. */
@OwnRequestValidation
@Path("/api/v3/unfunded-mentors")
@RolesAllowed(Scope.LEAD_PROVIDER)
class UnfundedMentorsResource {

    private final DocumentResponses documentResponses;

    UnfundedMentorsResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.UNFUNDED_MENTOR,
                ListQuery.of(uri.getQueryParameters()).sorted().search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.UNFUNDED_MENTOR, DocumentResponses.id(id));
    }
}
