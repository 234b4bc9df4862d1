package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;
import uk.gov.education.training.schoolupdates.reference.AddSchool;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.reference.Schools;

/** All schools, for DfE support. */
@Path("/api/v1/schools")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Schools")
class SchoolsResource {

    private final Schools schools;
    private final AddSchool addSchool;
    private final ReferenceTransactions transactions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    SchoolsResource(
            Schools schools,
            AddSchool addSchool,
            ReferenceTransactions transactions,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.schools = schools;
        this.addSchool = addSchool;
        this.transactions = transactions;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record SchoolsPage(List<SchoolView> schools, int page, int perPage) {}

    @GET
    @Operation(
            summary = "List schools by name",
            description = "search is a part of the name, or the first digits of the URN. status is proposed_to_open,"
                    + " open, proposed_to_close or closed. eligible is true or false. 50 per page by default.")
    public Uni<SchoolsPage> list(
            @RestQuery @Nullable String search,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String eligible,
            @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        Schools.Filter filter = new Schools.Filter(search, status(status), eligible(eligible));
        return transactions
                .inSession(() -> schools.page(filter, number, size))
                .map(all -> new SchoolsPage(all.stream().map(SchoolView::of).toList(), number, size));
    }

    private static School.@Nullable Status status(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(School.Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        ApiException.badRequest("status", "Give proposed_to_open, open, proposed_to_close or closed."));
    }

    private static @Nullable Boolean eligible(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiException.badRequest("eligible", "Give true or false.");
        };
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Add a school",
            description = "Needs a URN, a name and a type. The school is open and in England unless you say otherwise."
                    + " Its status, type and marks decide whether it is eligible for funded training.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "school", value = """
                    {"urn": "143208", "name": "Amberlow Academy", "type": "Academy converter", "phase": "Secondary",
                     "postcode": "AM1 2BL", "primary_contact_email": "office@amberlow.example"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<SchoolView> add(@Nullable SchoolDetails body) {
        SchoolDetails details = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(details, SchoolView.class, session -> addSchool
                .add(session, details, cause)
                .map(SchoolView::of));
    }
}
