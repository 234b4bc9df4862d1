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
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.SubmitDeclaration;
import uk.gov.education.training.providerapi.VoidDeclaration;
import uk.gov.education.training.providerapi.decisions.DecidedDeclaration;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.VoidPending;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationRequest;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The declarations of the lead provider whose token is presented, and those of others about its participants. */
@OwnRequestValidation
@Path("/api/v3/participant-declarations")
@RolesAllowed(Scope.LEAD_PROVIDER)
class DeclarationsResource {

    private final DocumentResponses documentResponses;
    private final SubmitDeclaration submitDeclaration;
    private final VoidDeclaration voidDeclaration;
    private final RequestTime requestTime;

    DeclarationsResource(
            DocumentResponses documentResponses,
            SubmitDeclaration submitDeclaration,
            VoidDeclaration voidDeclaration,
            RequestTime requestTime) {
        this.documentResponses = documentResponses;
        this.submitDeclaration = submitDeclaration;
        this.voidDeclaration = voidDeclaration;
        this.requestTime = requestTime;
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
        DeclarationRequest request = new DeclarationRequest(
                action.text("participant_id"),
                action.role(),
                action.text("declaration_type"),
                action.text("declaration_date"),
                action.text("evidence_held"));
        return submitDeclaration
                .submit(
                        documentResponses.leadProvider(),
                        uuid(request.participantId()),
                        request,
                        requestTime.arrived(),
                        requestTime.cause())
                .chain(this::answer);
    }

    @PUT
    @Path("/{id}/void")
    public Uni<Response> voidDeclaration(String id) {
        return voidDeclaration
                .voidDeclaration(documentResponses.leadProvider(), DocumentResponses.id(id), requestTime.cause())
                .chain(verdict -> answer(verdict.orElseThrow(DocumentResponses::notFound)));
    }

    private Uni<Response> answer(Verdict<DecidedDeclaration> verdict) {
        return switch (verdict) {
            case Accepted<DecidedDeclaration>(DecidedDeclaration decided) -> answer(decided);
            case Refused<DecidedDeclaration> refused -> throw DocumentResponses.refused(refused.reasons());
        };
    }

    private Uni<Response> answer(DecidedDeclaration decided) {
        UUID id = decided.outcome().declarationId();
        if (decided.outcome() instanceof VoidPending) {
            throw new ApiException(
                    503,
                    List.of(new Problem(
                            "participant_declaration_id",
                            "It is not decided yet whether this declaration can still be voided. Send the same"
                                    + " request again in a moment.")));
        }
        return decided.documents()
                .map(documents ->
                        Uni.createFrom().item(documentResponses.show(DocumentKind.DECLARATION, id, documents)))
                .orElseGet(() -> documentResponses.show(DocumentKind.DECLARATION, id));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : LenientUuid.parse(text).orElse(null);
    }
}
