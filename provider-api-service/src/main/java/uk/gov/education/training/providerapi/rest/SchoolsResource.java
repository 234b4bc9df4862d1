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
import uk.gov.education.training.providerapi.documents.ReferenceRenderer;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** Schools with which a lead provider can have partnerships, in one cohort. */
@OwnRequestValidation
@Path("/api/v3/schools")
@RolesAllowed(Scope.LEAD_PROVIDER)
class SchoolsResource {

    private final DocumentResponses documentResponses;

    SchoolsResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.SCHOOL,
                ListQuery.of(uri.getQueryParameters())
                        .oneCohort()
                        .sorted()
                        .number("urn")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id, @Context UriInfo uri) {
        int cohort = ListQuery.requiredCohort(uri.getQueryParameters()).orElseThrow(DocumentResponses::notFound);
        return documentResponses.show(
                DocumentKind.SCHOOL, ReferenceRenderer.documentId(DocumentResponses.id(id), cohort));
    }
}
