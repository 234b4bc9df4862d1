package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.providerapi.Declare;
import uk.gov.education.training.providerapi.VoidDeclaration;
import uk.gov.education.training.providerapi.domain.DeclarationVerdict;
import uk.gov.education.training.providerapi.domain.Declaring;
import uk.gov.education.training.providerapi.store.Kind;

/** What the lead provider whose token is presented has declared, and what others declared of its participants. */
@AsPublished
@Path("/api/v3/participant-declarations")
@RolesAllowed(Scope.LEAD_PROVIDER)
class DeclarationsResource {

    private final Documents documents;
    private final Declare declare;
    private final VoidDeclaration voidDeclaration;
    private final RequestTime time;

    DeclarationsResource(Documents documents, Declare declare, VoidDeclaration voidDeclaration, RequestTime time) {
        this.documents = documents;
        this.declare = declare;
        this.voidDeclaration = voidDeclaration;
        this.time = time;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documents.list(
                Kind.DECLARATION,
                ListQuery.of(uri.getQueryParameters())
                        .cohort()
                        .ids("participant_id")
                        .ids("delivery_partner_id")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documents.show(Kind.DECLARATION, Documents.id(id));
    }

    @POST
    public Uni<Response> submit(@Nullable SentBody body) {
        ActionBody action = ActionBody.of(
                body, "participant_id", "declaration_type", "declaration_date", "course_identifier", "evidence_held");
        Declaring.Wanted wanted = new Declaring.Wanted(
                action.text("participant_id"),
                action.role(),
                action.text("declaration_type"),
                action.text("declaration_date"),
                action.text("evidence_held"));
        return declare.submit(
                        documents.leadProvider(), uuid(wanted.participantId()), wanted, time.arrived(), time.cause())
                .chain(this::answer);
    }

    @PUT
    @Path("/{id}/void")
    public Uni<Response> voidDeclaration(String id) {
        return voidDeclaration
                .voidDeclaration(documents.leadProvider(), Documents.id(id), time.cause())
                .chain(verdict -> answer(verdict.orElseThrow(Documents::notFound)));
    }

    private Uni<Response> answer(DeclarationVerdict verdict) {
        return switch (verdict) {
            case DeclarationVerdict.Accepted accepted -> documents.show(Kind.DECLARATION, accepted.declarationId());
            case DeclarationVerdict.SubmittedJustNow same -> documents.show(Kind.DECLARATION, same.declarationId());
            case DeclarationVerdict.Asked asked ->
                throw new Refusal(
                        503,
                        List.of(new Problem(
                                "participant_declaration_id",
                                "It is not decided yet whether this declaration can still be voided. Send the same"
                                        + " request again in a moment.")));
            case DeclarationVerdict.Refused refused ->
                throw Refusal.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.title(), reason.detail()))
                        .toList());
        };
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : Id.parse(text).orElse(null);
    }
}
