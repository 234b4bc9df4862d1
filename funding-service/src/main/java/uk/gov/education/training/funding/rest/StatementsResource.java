package uk.gov.education.training.funding.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.funding.store.Statements.Search;
import uk.gov.education.training.platform.web.IfNoneMatch;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** The monthly statements of lead providers, for reading. */
@Path("/api/v1/statements")
@RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
@Tag(name = "Statements")
class StatementsResource {

    private final Pool pool;
    private final Statements statements;
    private final StatementQueries statementQueries;

    StatementsResource(Pool pool, Statements statements, StatementQueries statementQueries) {
        this.pool = pool;
        this.statements = statements;
        this.statementQueries = statementQueries;
    }

    record StatementList(List<StatementView> statements, int page, int perPage) {}

    /** The filters of the list. */
    static class Filters {

        @RestQuery("lead_provider_id")
        @Nullable
        String leadProviderId;

        @RestQuery
        @Nullable
        String cohort;

        @RestQuery("fee_type")
        @Nullable
        String feeType;

        @RestQuery
        @Nullable
        String status;

        @RestQuery
        @Nullable
        String month;

        @RestQuery
        @Nullable
        String year;
    }

    @GET
    @Operation(
            summary = "Statements with their totals, earliest payment first",
            description = "50 per page by default. Shows the totals published on the topic statements, to the penny:"
                    + " DfE pays the sum over all pages. A change is included within about two seconds.")
    public Uni<StatementList> list(@BeanParam Filters filters, @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        Search search = new Search(
                Filter.id("lead_provider_id", filters.leadProviderId),
                Filter.year("cohort", filters.cohort),
                Filter.oneOf("fee_type", filters.feeType, FeeType.class),
                Filter.oneOf("status", filters.status, StatementStatus.class),
                Filter.number("month", filters.month, 1, 12),
                Filter.year("year", filters.year),
                size,
                page.offset());
        return statements
                .search(pool, search)
                .map(found ->
                        new StatementList(found.stream().map(StatementView::of).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "A statement in full",
            description = "By band and declaration type, with clawbacks, adjustments, VAT and the actions of DfE"
                    + " finance. An unpaid statement shows current amounts; a paid one keeps the amounts it was paid"
                    + " with. Send the ETag as If-Match to change the statement, or as If-None-Match to get 304 if it"
                    + " has not changed.")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "200 304")
    public Uni<RestResponse<StatementDetailsView>> statement(
            UUID id, @RestHeader(IfNoneMatch.HEADER) List<String> ifNoneMatch) {
        return statementQueries
                .details(id)
                .map(details ->
                        TaggedResponses.unlessUnchanged(ifNoneMatch, details.tag(), StatementDetailsView.of(details)));
    }

    @GET
    @Path("{id}/declarations.csv")
    @Produces("text/csv; charset=UTF-8")
    @Operation(
            summary = "The declarations of a statement as CSV",
            description = "The declarations that it pays for, those that it claws back (entry is clawback) and those"
                    + " that were voided before it was paid. The earliest declarations get the first bands. A"
                    + " declaration has no band if the bands were full, or if a mentor is paid for at a flat rate.")
    public Uni<RestResponse<String>> declarations(UUID id) {
        return statementQueries.declarationsCsv(id).map(csv -> RestResponse.ResponseBuilder.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"declarations-" + id + ".csv\"")
                .build());
    }
}
