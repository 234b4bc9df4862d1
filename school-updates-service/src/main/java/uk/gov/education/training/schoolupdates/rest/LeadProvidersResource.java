package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.reference.LeadProviderEntity;
import uk.gov.education.training.schoolupdates.reference.LeadProviders;
import uk.gov.education.training.schoolupdates.reference.MaintainLeadProviders;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;

/** The lead providers and the cohorts of their contracts with DfE, for DfE support. */
@Path("/api/v1/lead-providers")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Lead providers")
class LeadProvidersResource {

    private final LeadProviders leadProviders;
    private final MaintainLeadProviders maintain;
    private final ReferenceTransactions transactions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    LeadProvidersResource(
            LeadProviders leadProviders,
            MaintainLeadProviders maintain,
            ReferenceTransactions transactions,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.leadProviders = leadProviders;
        this.maintain = maintain;
        this.transactions = transactions;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record ContractRequest(@Nullable Integer cohort) {}

    /**
     * @param cohorts of its contracts
     * @param version the version of the last event about the lead provider
     */
    record LeadProviderView(
            UUID id,
            String name,
            List<Integer> cohorts,
            @Nullable Instant retiredAt,
            Instant createdAt,
            long version) {

        static LeadProviderView of(LeadProviderEntity leadProvider) {
            return new LeadProviderView(
                    leadProvider.id,
                    leadProvider.name,
                    leadProvider.snapshot().cohorts(),
                    leadProvider.retiredAt,
                    leadProvider.createdAt,
                    leadProvider.version);
        }
    }

    record LeadProvidersPage(List<LeadProviderView> leadProviders, int page, int perPage) {}

    @GET
    @Operation(summary = "List lead providers by name")
    public Uni<LeadProvidersPage> list(@BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return transactions
                .inSession(() -> leadProviders.page(number, size))
                .map(all -> new LeadProvidersPage(
                        all.stream().map(LeadProviderView::of).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get a lead provider")
    public Uni<LeadProviderView> find(UUID id) {
        return transactions.inSession(() -> leadProviders.find(id)).map(LeadProviderView::of);
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Add a lead provider", description = "Refused if another one has the name.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "lead provider", value = """
                    {"name": "Fennimore Teaching"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<LeadProviderView> add(@Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return once(request, (session, cause) -> maintain.add(session, request.name(), cause));
    }

    @PUT
    @Path("{id}")
    @Operation(
            summary = "Rename a lead provider",
            description = "Partnerships that exist keep the name that they were confirmed with.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"name": "Fennimore Trust"}""")))
    public Uni<LeadProviderView> rename(UUID id, @Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return once(request, (session, cause) -> maintain.rename(session, id, request.name(), cause));
    }

    @POST
    @Path("{id}/retire")
    @Operation(
            summary = "Retire a lead provider",
            description = "It gets no more contracts and pairings. Its contracts, pairings and partnerships stay.")
    public Uni<LeadProviderView> retire(UUID id) {
        return once(null, (session, cause) -> maintain.retire(session, id, cause));
    }

    @POST
    @Path("{id}/contracts")
    @Operation(
            summary = "Record that a lead provider has a contract with DfE for a cohort",
            description = "Recording it again changes nothing.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "cohort", value = """
                    {"cohort": 2026}""")))
    public Uni<LeadProviderView> addContract(UUID id, @Nullable ContractRequest body) {
        ContractRequest request = Body.required(body);
        return once(request, (session, cause) -> maintain.addContract(session, id, request.cohort(), cause));
    }

    @DELETE
    @Path("{id}/contracts/{cohort}")
    @Operation(
            summary = "Remove a lead provider's contract for a cohort",
            description = "Refused while the lead provider has pairings in the cohort. Partnerships stay.")
    public Uni<Void> removeContract(UUID id, int cohort) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(
                null, Void.class, session -> maintain.removeContract(session, id, cohort, cause)
                        .replaceWithVoid());
    }

    /** Runs a change once, and answers with the lead provider. */
    private Uni<LeadProviderView> once(
            @Nullable Object request, BiFunction<Mutiny.Session, Cause, Uni<LeadProviderEntity>> change) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(request, LeadProviderView.class, session -> change.apply(session, cause)
                .map(LeadProviderView::of));
    }
}
