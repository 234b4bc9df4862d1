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

/** The participants of the lead provider whose token is presented. */
@OwnRequestValidation
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class ParticipantsResource {

    static final String JSON = "application/json; charset=utf-8";

    private final DocumentResponses documentResponses;

    ParticipantsResource(DocumentResponses documentResponses) {
        this.documentResponses = documentResponses;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.PARTICIPANT,
                ListQuery.of(uri.getQueryParameters())
                        .sorted()
                        .cohort()
                        .is("training_status")
                        .is("from_participant_id")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.PARTICIPANT, DocumentResponses.id(id));
    }
}
