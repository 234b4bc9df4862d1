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
import uk.gov.education.training.funding.ShowContract;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.funding.domain.contracts.ContractDetails;
import uk.gov.education.training.funding.store.Contracts;
import uk.gov.education.training.platform.web.Caller;
import uk.gov.education.training.platform.web.IfMatch;
import uk.gov.education.training.platform.web.IfNoneMatch;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;

/** The contracts between DfE and lead providers. */
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
    private final ShowContract showContract;
    private final RequestTime requestTime;
    private final SecurityIdentity identity;

    ContractsResource(
            Pool pool,
            Contracts contracts,
            AgreeContract agreeContract,
            ChangeContract changeContract,
            ShowContract showContract,
            RequestTime requestTime,
            SecurityIdentity identity) {
        this.pool = pool;
        this.contracts = contracts;
        this.agreeContract = agreeContract;
        this.changeContract = changeContract;
        this.showContract = showContract;
        this.requestTime = requestTime;
        this.identity = identity;
    }

    record ContractList(List<ContractView> contracts, int page, int perPage) {}

    @POST
    @Operation(
            summary = "Agree a contract",
            description = "Opens its statements, from November of the cohort's year to August three years later. Each"
                    + " provider can have one contract in a cohort: sending the same one again returns 200. By"
                    + " default the monthly service fee is calculated from the recruitment target, the VAT rate is"
                    + " 0.20 and the provider is registered for VAT. Only ittecf_ectp has a mentor target and fee.")
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
                .agree(Body.of(body, ContractDetails.class), requestedBy())
                .map(agreed -> TaggedResponses.of(
                        agreed.isNew() ? Status.CREATED : Status.OK,
                        agreed.contract().tag(),
                        ContractView.of(agreed.contract().contract())));
    }

    @GET
    @RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
    @Operation(summary = "Contracts, by cohort", description = "50 per page by default.")
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
    @Operation(summary = "A contract with its bands and history")
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "200 304")
    public Uni<RestResponse<ContractView>> contract(UUID id, @RestHeader(IfNoneMatch.HEADER) List<String> ifNoneMatch) {
        return pool.withConnection(db -> showContract.find(db, id))
                .map(found -> found.orElseThrow(ShowContract::notFound))
                .map(found -> TaggedResponses.unlessUnchanged(
                        ifNoneMatch, found.tag(), ContractView.of(found.contract(), found.history())));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Change the terms of a contract",
            description = "Send all terms, including those that are optional in a new contract; monthly_service_fee is"
                    + " null to calculate it from the recruitment target. You can leave out lead provider, cohort and"
                    + " type, but can't change them. Only the last band can change its capacity, and only grow."
                    + " Recalculates unpaid statements. Not possible while the cohort's payments are frozen. Send the"
                    + " ETag of the contract that you have seen as If-Match: 428 without it, 412 with the current ETag"
                    + " if the contract has changed since.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ContractDetails.class),
                            examples = @ExampleObject(name = "terms", value = TERMS)))
    public Uni<RestResponse<ContractView>> change(
            UUID id, @RestHeader(IfMatch.HEADER) List<String> ifMatch, @Nullable JsonNode body) {
        ContractDetails details = Body.of(body, ContractDetails.class);
        return changeContract
                .change(id, details, Body.given(body), IfMatch.of(ifMatch), requestedBy())
                .map(changed -> TaggedResponses.of(Status.OK, changed.tag(), ContractView.of(changed.contract())));
    }

    private RequestedBy requestedBy() {
        return new RequestedBy((Caller) identity.getPrincipal(), requestTime.cause());
    }
}
