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
import uk.gov.education.training.funding.IfMatch;
import uk.gov.education.training.funding.MakePayable;
import uk.gov.education.training.funding.RequestedBy;
import uk.gov.education.training.funding.rest.StatementDetailsView.AdjustmentView;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.IdempotencyKey;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** What DfE finance does with statements. All of it is in their history. */
@Path("/api/v1/statements/{id}")
@RolesAllowed(Scope.FINANCE)
@Tag(name = "Statements")
class StatementActionsResource {

    private static final String SEEN = "If-Match names the ETag of the statement as it was seen: 428 without it, 412"
            + " with the present total and ETag if the statement has changed since. The history keeps the total.";
    private static final String IF_SEEN = "With If-Match, only if the statement is still what was seen (412 if not).";

    private final MakePayable makePayable;
    private final AuthorisePayment authorisePayment;
    private final AdjustStatement adjustStatement;
    private final StatementQueries reads;
    private final RequestTime time;
    private final SecurityIdentity identity;

    StatementActionsResource(
            MakePayable makePayable,
            AuthorisePayment authorisePayment,
            AdjustStatement adjustStatement,
            StatementQueries reads,
            RequestTime time,
            SecurityIdentity identity) {
        this.makePayable = makePayable;
        this.authorisePayment = authorisePayment;
        this.adjustStatement = adjustStatement;
        this.reads = reads;
        this.time = time;
        this.identity = identity;
    }

    record NewAdjustment(
            @Nullable String paymentType, @Nullable BigDecimal amount) {}

    @PUT
    @Path("payable")
    @Operation(
            summary = "Make a statement payable",
            description = "An open output statement whose deadline is before today. The calendar does the same every"
                    + " day. Its declarations become payable right after. " + SEEN)
    public Uni<RestResponse<StatementDetailsView>> makePayable(UUID id, @RestHeader(IfMatch.HEADER) List<String> seen) {
        return makePayable.one(id, IfMatch.of(seen), by()).chain(() -> reads.details(id));
    }

    @PUT
    @Path("paid")
    @Operation(
            summary = "Authorise the payment of a statement",
            description = "A payable output statement with something to pay for or to claw back, once no earlier one of"
                    + " its contract has. Its figures stay as they are now; its declarations become paid, or clawed"
                    + " back, right after. " + SEEN)
    public Uni<RestResponse<StatementDetailsView>> authorisePayment(
            UUID id, @RestHeader(IfMatch.HEADER) List<String> seen) {
        return authorisePayment.authorise(id, IfMatch.of(seen), by()).chain(() -> reads.details(id));
    }

    @POST
    @Path("adjustments")
    @ResponseStatus(201)
    @Operation(
            summary = "Add an adjustment to a statement",
            description = "To an output statement that is not paid: an amount in pounds before VAT, to a hundredth of a"
                    + " penny, less than zero to take something off. The same request sent again under its"
                    + " Idempotency-Key adds nothing, until the adjustment is taken back. " + IF_SEEN)
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
            @RestHeader(IfMatch.HEADER) List<String> seen,
            @Nullable JsonNode body) {
        NewAdjustment wanted = Body.of(body, NewAdjustment.class);
        return adjustStatement
                .add(
                        adjustmentId(IdempotencyKey.of(key)),
                        id,
                        wanted.paymentType(),
                        wanted.amount(),
                        IfMatch.of(seen),
                        by())
                .map(AdjustmentView::of);
    }

    /** A caller's key always names the same adjustment. */
    private UUID adjustmentId(@Nullable String key) {
        UUID token = ((Caller) identity.getPrincipal()).tokenId();
        return key == null ? UUID.randomUUID() : UUID.nameUUIDFromBytes((token + "/" + key).getBytes(UTF_8));
    }

    @DELETE
    @Path("adjustments/{adjustment_id}")
    @Operation(
            summary = "Take an adjustment back",
            description = "Until the statement is paid. Answers what it was. " + IF_SEEN)
    public Uni<AdjustmentView> takeBack(
            UUID id, @RestPath("adjustment_id") UUID adjustmentId, @RestHeader(IfMatch.HEADER) List<String> seen) {
        return adjustStatement.remove(id, adjustmentId, IfMatch.of(seen), by()).map(AdjustmentView::of);
    }

    private RequestedBy by() {
        return new RequestedBy((Caller) identity.getPrincipal(), time.cause());
    }
}
