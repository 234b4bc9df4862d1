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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Statement.FeeType;
import uk.gov.education.training.events.Statement.StatementStatus;
import uk.gov.education.training.funding.store.Statements;
import uk.gov.education.training.funding.store.Statements.Search;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.Scope;

/** What DfE pays lead providers month by month. */
@Path("/api/v1/statements")
@RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
@Tag(name = "Statements")
class StatementsResource {

    private final Pool pool;
    private final Statements statements;
    private final StatementQueries reads;

    StatementsResource(Pool pool, Statements statements, StatementQueries reads) {
        this.pool = pool;
        this.statements = statements;
        this.reads = reads;
    }

    record StatementList(List<StatementView> statements, int page, int perPage) {}

    /** What a list is narrowed down to. */
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
            description = "50 per page unless per_page says so. Totals are those that are published on the topic"
                    + " statements, to the penny: the sum over all pages is what DfE pays. A change is in them once it"
                    + " has settled, within about two seconds.")
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
            description = "By band and declaration type, with clawbacks, adjustments, VAT and what DfE finance did. Of"
                    + " a statement that is not paid all figures are of now; a paid one stays as it was paid. The ETag says"
                    + " what was seen: finance sends it as If-Match with what it does about the statement.")
    public Uni<RestResponse<StatementDetailsView>> statement(UUID id) {
        return reads.details(id);
    }

    @GET
    @Path("{id}/declarations.csv")
    @Produces("text/csv; charset=UTF-8")
    @Operation(
            summary = "The declarations of a statement as CSV",
            description = "Those that it pays for, those that it claws back (entry is clawback) and those that were"
                    + " voided before it was paid. Bands are given to the earliest declarations first; who has none"
                    + " found no place, or is a mentor at a flat rate.")
    public Uni<RestResponse<String>> declarations(UUID id) {
        return reads.declarationsCsv(id).map(csv -> RestResponse.ResponseBuilder.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"declarations-" + id + ".csv\"")
                .build());
    }
}
