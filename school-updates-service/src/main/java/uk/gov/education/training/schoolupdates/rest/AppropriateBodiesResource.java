package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.reference.AppropriateBodyEntity;
import uk.gov.education.training.schoolupdates.reference.MaintainAppropriateBodies;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;

/** The appropriate bodies, for DfE support. */
@Path("/api/v1/appropriate-bodies")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Appropriate bodies")
class AppropriateBodiesResource {

    private final MaintainAppropriateBodies maintain;
    private final ReferenceTransactions transactions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    AppropriateBodiesResource(
            MaintainAppropriateBodies maintain,
            ReferenceTransactions transactions,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.maintain = maintain;
        this.transactions = transactions;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record AppropriateBodyView(
            UUID id, String name, @Nullable Instant retiredAt, Instant createdAt) {

        static AppropriateBodyView of(AppropriateBodyEntity body) {
            return new AppropriateBodyView(body.id, body.name, body.retiredAt, body.createdAt);
        }
    }

    record AppropriateBodiesPage(List<AppropriateBodyView> appropriateBodies, int page, int perPage) {}

    @GET
    @Operation(summary = "List appropriate bodies by name")
    public Uni<AppropriateBodiesPage> list(@BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return transactions
                .inSession(() -> maintain.page(number, size))
                .map(all -> new AppropriateBodiesPage(
                        all.stream().map(AppropriateBodyView::of).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Get an appropriate body")
    public Uni<AppropriateBodyView> find(UUID id) {
        return transactions.inSession(() -> maintain.find(id)).map(AppropriateBodyView::of);
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Add an appropriate body", description = "Refused if another one has the name.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "appropriate body", value = """
                    {"name": "Amberlow Appropriate Body"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<AppropriateBodyView> add(@Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return idempotencyGuard.onceInSession(
                request, AppropriateBodyView.class, session -> maintain.add(session, request.name())
                        .map(AppropriateBodyView::of));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Rename an appropriate body")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"name": "Amberlow Body"}""")))
    public Uni<AppropriateBodyView> rename(UUID id, @Nullable OrganisationNameRequest body) {
        OrganisationNameRequest request = Body.required(body);
        return idempotencyGuard.onceInSession(
                request, AppropriateBodyView.class, session -> maintain.rename(session, id, request.name())
                        .map(AppropriateBodyView::of));
    }

    @POST
    @Path("{id}/retire")
    @Operation(summary = "Retire an appropriate body", description = "It stays in the list, with the time.")
    public Uni<AppropriateBodyView> retire(UUID id) {
        Instant at = requestTime.at();
        return idempotencyGuard.onceInSession(null, AppropriateBodyView.class, session -> maintain.retire(id, at)
                .map(AppropriateBodyView::of));
    }
}
