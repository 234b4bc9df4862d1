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
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.IdempotentRequests;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.AwaitVoidDecision;
import uk.gov.education.training.providerapi.SubmitDeclaration;
import uk.gov.education.training.providerapi.VoidDeclaration;
import uk.gov.education.training.providerapi.decisions.DecidedDeclaration;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.VoidPending;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationRequest;
import uk.gov.education.training.providerapi.rest.ChangeAnswer.PendingVoid;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The declarations of the lead provider whose token is presented, and those of others about its participants. */
@OwnRequestValidation
@Path("/api/v3/participant-declarations")
@RolesAllowed(Scope.LEAD_PROVIDER)
class DeclarationsResource {

    private final DocumentResponses documentResponses;
    private final SubmitDeclaration submitDeclaration;
    private final VoidDeclaration voidDeclaration;
    private final AwaitVoidDecision awaitVoidDecision;
    private final RequestTime requestTime;
    private final IdempotentRequests idempotentRequests;

    DeclarationsResource(
            DocumentResponses documentResponses,
            SubmitDeclaration submitDeclaration,
            VoidDeclaration voidDeclaration,
            AwaitVoidDecision awaitVoidDecision,
            RequestTime requestTime,
            IdempotentRequests idempotentRequests) {
        this.documentResponses = documentResponses;
        this.submitDeclaration = submitDeclaration;
        this.voidDeclaration = voidDeclaration;
        this.awaitVoidDecision = awaitVoidDecision;
        this.requestTime = requestTime;
        this.idempotentRequests = idempotentRequests;
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
        return idempotentRequests
                .once(action.values(), ChangeAnswer.class, tx -> submitDeclaration
                        .submit(
                                tx,
                                documentResponses.leadProvider(),
                                uuid(request.participantId()),
                                request,
                                requestTime.arrived(),
                                requestTime.cause())
                        .map(this::answer))
                .map(documentResponses::of);
    }

    @PUT
    @Path("/{id}/void")
    public Uni<Response> voidDeclaration(String id) {
        UUID declarationId = DocumentResponses.id(id);
        return idempotentRequests
                .once(null, ChangeAnswer.class, tx -> voidDeclaration
                        .voidDeclaration(tx, documentResponses.leadProvider(), declarationId, requestTime.cause())
                        .map(verdict -> answer(verdict.orElseThrow(DocumentResponses::notFound))))
                .chain(answer -> answer.pending() == null
                        ? Uni.createFrom().item(documentResponses.of(answer))
                        : await(answer.pending()));
    }

    private ChangeAnswer answer(Verdict<DecidedDeclaration> verdict) {
        DecidedDeclaration decided = ApiException.requireAccepted(verdict);
        UUID id = decided.outcome().declarationId();
        ChangeAnswer answer = documentResponses.changed(DocumentKind.DECLARATION, id, decided.documents());
        return decided.outcome() instanceof VoidPending pending
                ? new ChangeAnswer(answer.participantId(), null, new PendingVoid(id, pending.requestedAt()))
                : answer;
    }

    private Uni<Response> await(PendingVoid pending) {
        return awaitVoidDecision
                .await(documentResponses.leadProvider(), pending.declarationId(), pending.requestedAt())
                .chain(verdict -> {
                    ApiException.requireAccepted(verdict.orElseThrow(DeclarationsResource::undecided));
                    return documentResponses.show(DocumentKind.DECLARATION, pending.declarationId());
                });
    }

    private static ApiException undecided() {
        return new ApiException(
                503,
                List.of(new Problem(
                        "participant_declaration_id",
                        "It is not decided yet whether this declaration can still be voided. Send the same"
                                + " request again in a moment.")));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : LenientUuid.parse(text).orElse(null);
    }
}
