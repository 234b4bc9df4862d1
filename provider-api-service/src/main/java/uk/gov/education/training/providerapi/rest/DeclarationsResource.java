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
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.SubmitDeclaration;
import uk.gov.education.training.providerapi.VoidDeclaration;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationVerdict;
import uk.gov.education.training.providerapi.domain.declarations.SubmitDeclarationRules;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** What the lead provider whose token is presented has declared, and what others declared of its participants. */
@OwnRequestValidation
@Path("/api/v3/participant-declarations")
@RolesAllowed(Scope.LEAD_PROVIDER)
class DeclarationsResource {

    private final DocumentResponses documentResponses;
    private final SubmitDeclaration declare;
    private final VoidDeclaration voidDeclaration;
    private final RequestTime time;

    DeclarationsResource(
            DocumentResponses documentResponses, SubmitDeclaration declare, VoidDeclaration voidDeclaration, RequestTime time) {
        this.documentResponses = documentResponses;
        this.declare = declare;
        this.voidDeclaration = voidDeclaration;
        this.time = time;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.DECLARATION,
                ListQuery.of(uri.getQueryParameters())
                        .cohort()
                        .ids("participant_id")
                        .ids("delivery_partner_id")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.DECLARATION, DocumentResponses.id(id));
    }

    @POST
    public Uni<Response> submit(@Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(
                body, "participant_id", "declaration_type", "declaration_date", "course_identifier", "evidence_held");
        SubmitDeclarationRules.Wanted wanted = new SubmitDeclarationRules.Wanted(
                action.text("participant_id"),
                action.role(),
                action.text("declaration_type"),
                action.text("declaration_date"),
                action.text("evidence_held"));
        return declare.submit(
                        documentResponses.leadProvider(),
                        uuid(wanted.participantId()),
                        wanted,
                        time.arrived(),
                        time.cause())
                .chain(this::answer);
    }

    @PUT
    @Path("/{id}/void")
    public Uni<Response> voidDeclaration(String id) {
        return voidDeclaration
                .voidDeclaration(documentResponses.leadProvider(), DocumentResponses.id(id), time.cause())
                .chain(verdict -> answer(verdict.orElseThrow(DocumentResponses::notFound)));
    }

    private Uni<Response> answer(DeclarationVerdict verdict) {
        return switch (verdict) {
            case DeclarationVerdict.Accepted accepted ->
                documentResponses.show(DocumentKind.DECLARATION, accepted.declarationId());
            case DeclarationVerdict.SubmittedJustNow same ->
                documentResponses.show(DocumentKind.DECLARATION, same.declarationId());
            case DeclarationVerdict.Asked asked ->
                throw new ApiException(
                        503,
                        List.of(new Problem(
                                "participant_declaration_id",
                                "It is not decided yet whether this declaration can still be voided. Send the same"
                                        + " request again in a moment.")));
            case DeclarationVerdict.Refused refused ->
                throw ApiException.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.title(), reason.detail()))
                        .toList());
        };
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : LenientUuid.parse(text).orElse(null);
    }
}
