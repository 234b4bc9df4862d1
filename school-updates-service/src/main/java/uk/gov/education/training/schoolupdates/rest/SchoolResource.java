package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.School.InductionTutor;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.domain.schools.SchoolDetails;
import uk.gov.education.training.schoolupdates.domain.schools.TutorDetails;
import uk.gov.education.training.schoolupdates.reference.ChangeSchool;
import uk.gov.education.training.schoolupdates.reference.MergeSchools;
import uk.gov.education.training.schoolupdates.reference.ReferenceTransactions;
import uk.gov.education.training.schoolupdates.reference.ReplaceUrn;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity;
import uk.gov.education.training.schoolupdates.reference.SchoolEntity.UpliftOfCohort;
import uk.gov.education.training.schoolupdates.reference.Schools;

/** One school, by its URN or its id, for DfE support. */
@Path("/api/v1/schools")
@RolesAllowed(Scope.SUPPORT)
@Tag(name = "Schools")
class SchoolResource {

    private final Schools schools;
    private final ChangeSchool changeSchool;
    private final ReplaceUrn replaceUrn;
    private final MergeSchools mergeSchools;
    private final ReferenceTransactions transactions;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    SchoolResource(
            Schools schools,
            ChangeSchool changeSchool,
            ReplaceUrn replaceUrn,
            MergeSchools mergeSchools,
            ReferenceTransactions transactions,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.schools = schools;
        this.changeSchool = changeSchool;
        this.replaceUrn = replaceUrn;
        this.mergeSchools = mergeSchools;
        this.transactions = transactions;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record UrnRequest(@Nullable String urn) {}

    /** @param into the URN of the school that takes this one over */
    record SchoolMergeRequest(@Nullable String into) {}

    record UpliftRequest(
            @Nullable Boolean pupilPremium, @Nullable Boolean sparsity) {}

    @GET
    @Path("{urn}")
    @Operation(summary = "Get a school by its URN or its id")
    public Uni<SchoolView> find(String urn) {
        return transactions.inSession(() -> schools.find(urn)).map(SchoolView::of);
    }

    @PUT
    @Path("{urn}")
    @Operation(
            summary = "Change details of a school",
            description = "Details that you leave out stay as they are. An empty text removes a phase, a postcode or a"
                    + " contact address. The status closed retires the school. marked_eligible makes a school eligible"
                    + " for funded training whatever the schools register says. The next import of the schools register"
                    + " overwrites the details that the register has.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "mark", value = """
                    {"marked_eligible": true}""")))
    public Uni<SchoolView> change(String urn, @Nullable SchoolDetails body) {
        SchoolDetails details = Body.required(body);
        return once(details, (session, cause) -> changeSchool.change(session, urn, details, cause));
    }

    @PUT
    @Path("{urn}/induction-tutor")
    @Operation(summary = "Change a school's induction tutor")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "tutor", value = """
                    {"name": "Mary Somerville", "email": "mary@amberlow.example"}""")))
    public Uni<SchoolView> changeTutor(String urn, @Nullable TutorDetails body) {
        TutorDetails details = Body.required(body);
        return once(details, (session, cause) -> {
            InductionTutor tutor = ApiException.requireAccepted(details.check());
            return changeSchool.changeTutor(session, urn, tutor, cause);
        });
    }

    @DELETE
    @Path("{urn}/induction-tutor")
    @Operation(summary = "Remove a school's induction tutor")
    public Uni<Void> removeTutor(String urn) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(null, Void.class, session -> changeSchool
                .changeTutor(session, urn, null, cause)
                .replaceWithVoid());
    }

    @PUT
    @Path("{urn}/uplifts/{cohort}")
    @Operation(
            summary = "Change a school's uplifts in a cohort",
            description = "Say for each whether it is paid. Declarations that were made keep the uplifts of their day.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "uplift", value = """
                    {"pupil_premium": true, "sparsity": false}""")))
    public Uni<SchoolView> changeUplift(String urn, int cohort, @Nullable UpliftRequest body) {
        UpliftRequest request = Body.required(body);
        return once(
                request,
                (session, cause) -> changeSchool.changeUplift(
                        session,
                        urn,
                        new UpliftOfCohort(
                                cohort,
                                required("pupil_premium", request.pupilPremium()),
                                required("sparsity", request.sparsity())),
                        cause));
    }

    private static boolean required(String field, @Nullable Boolean value) {
        if (value == null) {
            throw ApiException.invalid(field, "Give true or false.");
        }
        return value;
    }

    @POST
    @Path("{urn}/urn-replacement")
    @Operation(
            summary = "Give a school another URN",
            description = "The school keeps its id. Its partnerships and participants follow within seconds. Refused if"
                    + " another school has or had the URN.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "URN", value = """
                    {"urn": "143209"}""")))
    public Uni<SchoolView> replaceUrn(String urn, @Nullable UrnRequest body) {
        UrnRequest request = Body.required(body);
        return once(request, (session, cause) -> replaceUrn.replace(session, urn, request.urn(), cause));
    }

    @POST
    @Path("{urn}/merge")
    @Operation(
            summary = "Close a school that another one takes over",
            description =
                    "The partnerships and participants of the school move to the other one within seconds. Refused"
                            + " if the other school is closed or was itself merged.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "merge", value = """
                    {"into": "143209"}""")))
    public Uni<SchoolView> merge(String urn, @Nullable SchoolMergeRequest body) {
        SchoolMergeRequest request = Body.required(body);
        return once(request, (session, cause) -> mergeSchools.merge(session, urn, request.into(), cause));
    }

    /** Runs a change once, and answers with the school. */
    private Uni<SchoolView> once(Object request, BiFunction<Mutiny.Session, Cause, Uni<SchoolEntity>> change) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.onceInSession(request, SchoolView.class, session -> change.apply(session, cause)
                .map(SchoolView::of));
    }
}
