package uk.gov.education.training.funding.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.funding.AgreeContract;
import uk.gov.education.training.funding.ChangeContract;
import uk.gov.education.training.funding.IfMatch;
import uk.gov.education.training.funding.RequestedBy;
import uk.gov.education.training.funding.ShowContract;
import uk.gov.education.training.funding.ShowContract.Shown;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** What DfE pays lead providers for. */
@Path("/api/v1/contracts")
@RolesAllowed(Scope.FINANCE)
@Tag(name = "Contracts")
class ContractsResource {

    private static final String ECF = """
            {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89", "cohort": 2024, "contract_type": "ecf",
             "recruitment_target": 4500, "uplift_fee": 100.00, "setup_fee": 149651.00,
             "bands": [
              {"capacity": 2000, "fee_per_declaration": 995.00, "output_fee_ratio": 0.60, "service_fee_ratio": 0.40},
              {"capacity": 2000, "fee_per_declaration": 979.00, "output_fee_ratio": 0.60, "service_fee_ratio": 0.40},
              {"capacity": 4000, "fee_per_declaration": 966.00, "output_fee_ratio": 0.60, "service_fee_ratio": 0.40}]}""";
    private static final String ITTECF_ECTP = """
            {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89", "cohort": 2026, "contract_type": "ittecf_ectp",
             "recruitment_target": 4500, "uplift_fee": 0, "setup_fee": 0, "vat_rate": 0.20, "vat_registered": true,
             "mentor_target": 3000, "mentor_fee": 500.00,
             "bands": [
              {"capacity": 2000, "fee_per_declaration": 1100.00, "output_fee_ratio": 0.60, "service_fee_ratio": 0.40}]}""";

    private static final String TERMS = """
            {"recruitment_target": 4500, "uplift_fee": 0, "setup_fee": 0, "monthly_service_fee": null,
             "vat_rate": 0.20, "vat_registered": true, "mentor_target": 3000, "mentor_fee": 500.00,
             "bands": [
              {"capacity": 2500, "fee_per_declaration": 1100.00, "output_fee_ratio": 0.60, "service_fee_ratio": 0.40}]}""";

    private final Pool pool;
    private final Contracts contracts;
    private final AgreeContract agreeContract;
    private final ChangeContract changeContract;
    private final ShowContract show;
    private final RequestTime time;
    private final SecurityIdentity identity;

    ContractsResource(
            Pool pool,
            Contracts contracts,
            AgreeContract agreeContract,
            ChangeContract changeContract,
            ShowContract show,
            RequestTime time,
            SecurityIdentity identity) {
        this.pool = pool;
        this.contracts = contracts;
        this.agreeContract = agreeContract;
        this.changeContract = changeContract;
        this.show = show;
        this.time = time;
        this.identity = identity;
    }

    record ContractList(List<ContractView> contracts, int page, int perPage) {}

    @POST
    @Operation(
            summary = "Agree a contract",
            description = "Opens its statements, November of the cohort's year to August three years on. Every provider"
                    + " has one contract in a cohort: the same one again is answered with 200. The monthly service fee"
                    + " follows from the recruitment target unless it is given; the VAT rate is 0.20 and the provider"
                    + " registered unless it is said otherwise. Only ittecf_ectp has a mentor target and a mentor fee.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ContractDetails.class),
                            examples = {
                                @ExampleObject(name = "from 2025 on", value = ITTECF_ECTP),
                                @ExampleObject(name = "until 2024", value = ECF)
                            }))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "200 201")
    public Uni<RestResponse<ContractView>> agree(@Nullable JsonNode body) {
        return agreeContract
                .agree(Body.of(body, ContractDetails.class), by())
                .map(agreed -> tagged(
                        agreed.isNew() ? Status.CREATED : Status.OK,
                        agreed.contract(),
                        ContractView.of(agreed.contract().agreement())));
    }

    @GET
    @RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
    @Operation(summary = "Contracts, by cohort", description = "50 per page unless per_page says so.")
    public Uni<ContractList> list(
            @RestQuery("lead_provider_id") @Nullable String leadProviderId,
            @RestQuery @Nullable String cohort,
            @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return contracts
                .search(
                        pool,
                        Filter.id("lead_provider_id", leadProviderId),
                        Filter.year("cohort", cohort),
                        size,
                        page.offset())
                .map(all -> new ContractList(all.stream().map(ContractView::of).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
    @Operation(summary = "A contract with its bands, and who changed what about it")
    public Uni<RestResponse<ContractView>> contract(UUID id) {
        return pool.withConnection(db -> show.one(db, id))
                .map(found -> found.orElseThrow(() -> ApiException.notFound("id", "No contract has this id.")))
                .map(shown -> tagged(Status.OK, shown, ContractView.of(shown.agreement(), shown.history())));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change the terms of a contract",
            description = "All terms are given, also those that have a value when a contract is agreed without them;"
                    + " monthly_service_fee is null if it follows from the recruitment target. Lead provider, cohort"
                    + " and type can be left out and can't change. Only the last band can have another capacity, and"
                    + " not a smaller one. Statements that are not paid are calculated again. Not once the cohort's"
                    + " payments are frozen. If-Match names the ETag of the contract as it was seen: 428 without it, 412"
                    + " with the present ETag if the contract has changed since.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ContractDetails.class),
                            examples = @ExampleObject(name = "terms", value = TERMS)))
    public Uni<RestResponse<ContractView>> change(
            UUID id, @RestHeader(IfMatch.HEADER) List<String> seen, @Nullable JsonNode body) {
        ContractDetails details = Body.of(body, ContractDetails.class);
        return changeContract
                .change(id, details, Body.given(body), IfMatch.of(seen), by())
                .map(shown -> tagged(Status.OK, shown, ContractView.of(shown.agreement())));
    }

    /** With the entity tag requestedBy which finance says what it has seen. */
    private static RestResponse<ContractView> tagged(Status status, Shown shown, ContractView view) {
        return RestResponse.ResponseBuilder.create(status, view)
                .header(HttpHeaders.ETAG, shown.tag())
                .build();
    }

    private RequestedBy by() {
        return new RequestedBy((Caller) identity.getPrincipal(), time.cause());
    }
}
