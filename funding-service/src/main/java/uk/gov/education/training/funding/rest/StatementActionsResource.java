package uk.gov.education.training.funding.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.AdjustStatement;
import uk.gov.education.training.funding.AuthorisePayment;
import uk.gov.education.training.funding.MakePayable;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.rest.StatementDetailsView.AdjustmentView;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.IfMatch;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** The actions of DfE finance on statements. Each one is recorded in the statement's history. */
@Path("/api/v1/statements/{id}")
@RolesAllowed(Scope.FINANCE)
@Tag(name = "Statements")
class StatementActionsResource {

    private static final String IF_MATCH_REQUIRED =
            "Send the ETag of the statement that you have seen as If-Match: 428 without it, 412"
                    + " with the current total and ETag if the statement has changed since. The history keeps the total.";
    private static final String IF_MATCH_OPTIONAL = "With If-Match: 412 if the statement has changed since you saw it.";

    private final MakePayable makePayable;
    private final AuthorisePayment authorisePayment;
    private final AdjustStatement adjustStatement;
    private final StatementQueries statementQueries;
    private final RequestTime requestTime;
    private final SecurityIdentity identity;

    StatementActionsResource(
            MakePayable makePayable,
            AuthorisePayment authorisePayment,
            AdjustStatement adjustStatement,
            StatementQueries statementQueries,
            RequestTime requestTime,
            SecurityIdentity identity) {
        this.makePayable = makePayable;
        this.authorisePayment = authorisePayment;
        this.adjustStatement = adjustStatement;
        this.statementQueries = statementQueries;
        this.requestTime = requestTime;
        this.identity = identity;
    }

    record NewAdjustment(
            @Nullable String paymentType, @Nullable BigDecimal amount) {}

    @PUT
    @Path("payable")
    @Operation(
            summary = "Make a statement payable",
            description = "For an open output statement whose deadline was before today. This also happens"
                    + " automatically every day. Its declarations become payable right after. " + IF_MATCH_REQUIRED)
    public Uni<RestResponse<StatementDetailsView>> makePayable(
            UUID id, @RestHeader(IfMatch.HEADER) List<String> ifMatch) {
        return makePayable.makePayable(id, IfMatch.of(ifMatch), requestedBy()).chain(() -> details(id));
    }

    @PUT
    @Path("paid")
    @Operation(
            summary = "Authorise the payment of a statement",
            description = "For a payable output statement with declarations to pay for or to claw back. Earlier"
                    + " statements of the contract must be paid first. Freezes the amounts; the declarations become"
                    + " paid, or clawed back, right after. " + IF_MATCH_REQUIRED)
    public Uni<RestResponse<StatementDetailsView>> authorisePayment(
            UUID id, @RestHeader(IfMatch.HEADER) List<String> ifMatch) {
        return authorisePayment
                .authorise(id, IfMatch.of(ifMatch), requestedBy())
                .chain(() -> details(id));
    }

    @POST
    @Path("adjustments")
    @ResponseStatus(201)
    @Operation(
            summary = "Add an adjustment to a statement",
            description = "For an output statement that is not paid. The amount is in pounds before VAT, with at most"
                    + " four decimals, and negative to reduce the total. The same request with the same"
                    + " Idempotency-Key adds nothing, until the adjustment is removed. " + IF_MATCH_OPTIONAL)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = NewAdjustment.class),
                            examples = @ExampleObject(name = "service credit", value = """
                    {"payment_type": "Service credit", "amount": -1250.00}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<AdjustmentView> adjust(
            UUID id,
            @Nullable @RestHeader(IdempotencyKey.HEADER) String key,
            @RestHeader(IfMatch.HEADER) List<String> ifMatch,
            @Nullable JsonNode body) {
        NewAdjustment adjustment = Body.of(body, NewAdjustment.class);
        return adjustStatement
                .add(
                        adjustmentId(IdempotencyKey.of(key)),
                        id,
                        adjustment.paymentType(),
                        adjustment.amount(),
                        IfMatch.of(ifMatch),
                        requestedBy())
                .map(AdjustmentView::of);
    }

    /** The id follows from the caller and their key, so that a repeated request names the same adjustment. */
    private UUID adjustmentId(@Nullable String key) {
        UUID token = ((Caller) identity.getPrincipal()).tokenId();
        return key == null ? UUID.randomUUID() : UUID.nameUUIDFromBytes((token + "/" + key).getBytes(UTF_8));
    }

    @DELETE
    @Path("adjustments/{adjustment_id}")
    @Operation(
            summary = "Remove an adjustment",
            description = "Until the statement is paid. Returns the removed adjustment. " + IF_MATCH_OPTIONAL)
    public Uni<AdjustmentView> remove(
            UUID id, @RestPath("adjustment_id") UUID adjustmentId, @RestHeader(IfMatch.HEADER) List<String> ifMatch) {
        return adjustStatement
                .remove(id, adjustmentId, IfMatch.of(ifMatch), requestedBy())
                .map(AdjustmentView::of);
    }

    private Uni<RestResponse<StatementDetailsView>> details(UUID id) {
        return statementQueries
                .details(id)
                .map(details ->
                        TaggedResponses.of(RestResponse.Status.OK, details.tag(), StatementDetailsView.of(details)));
    }

    private RequestedBy requestedBy() {
        return new RequestedBy((Caller) identity.getPrincipal(), requestTime.cause());
    }
}
