package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.ChangeEmail;
import uk.gov.education.training.schoolupdates.ChangeName;
import uk.gov.education.training.schoolupdates.ChangeWorkingPattern;
import uk.gov.education.training.schoolupdates.FindParticipants;
import uk.gov.education.training.schoolupdates.ReportLeaving;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.ParticipantView;

/** A school's participants. */
@Path("/api/v1/schools")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Participants")
class ParticipantsResource {

    private final ChangeName changeName;
    private final ChangeEmail changeEmail;
    private final ChangeWorkingPattern changeWorkingPattern;
    private final ReportLeaving reportLeaving;
    private final FindParticipants findParticipants;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    ParticipantsResource(
            ChangeName changeName,
            ChangeEmail changeEmail,
            ChangeWorkingPattern changeWorkingPattern,
            ReportLeaving reportLeaving,
            FindParticipants findParticipants,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.changeName = changeName;
        this.changeEmail = changeEmail;
        this.changeWorkingPattern = changeWorkingPattern;
        this.reportLeaving = reportLeaving;
        this.findParticipants = findParticipants;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record Participants(List<ParticipantView> participants, int page, int perPage) {}

    record NameRequest(@Nullable String fullName) {}

    /** @param participantType required only if the participant is both an ECT and a mentor at the school */
    record EmailRequest(@Nullable String email, @Nullable Role participantType) {}

    record WorkingPatternRequest(@Nullable WorkingPattern workingPattern) {}

    /**
     * @param leavingOn the last day at the school
     * @param participantType required only if the participant is both an ECT and a mentor at the school
     */
    record LeavingRequest(
            @Nullable LocalDate leavingOn, @Nullable Role participantType) {}

    @GET
    @Path("{urn}/participants")
    @Operation(summary = "List the school's present and past participants", description = "50 per page by default.")
    public Uni<Participants> list(String urn, @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return findParticipants
                .atSchool(urn, number, size)
                .map(all -> new Participants(
                        all.stream().map(each -> view(each, urn)).toList(), number, size));
    }

    @GET
    @Path("{urn}/participants/{id}")
    @Operation(summary = "Get a participant as the school sees them")
    public Uni<ParticipantView> find(String urn, UUID id) {
        return findParticipants.atSchool(urn, id).map(storedParticipant -> view(storedParticipant, urn));
    }

    @PUT
    @Path("{urn}/participants/{id}/name")
    @Operation(summary = "Change a participant's name", description = "Changes it for all their roles and schools.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"full_name": "Ada King"}""")))
    public Uni<ParticipantView> changeName(String urn, UUID id, @Nullable NameRequest body) {
        NameRequest request = Body.required(body);
        return once(request, urn, (tx, cause) -> changeName.change(tx, urn, id, request.fullName(), cause));
    }

    @PUT
    @Path("{urn}/participants/{id}/email")
    @Operation(
            summary = "Change the email address that the school has for a participant",
            description = "Give participant_type (ect or mentor) only if the participant is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "email", value = """
                    {"email": "ada.king@school.example"}""")))
    public Uni<ParticipantView> changeEmail(String urn, UUID id, @Nullable EmailRequest body) {
        EmailRequest request = Body.required(body);
        return once(
                request,
                urn,
                (tx, cause) -> changeEmail.change(tx, urn, id, request.participantType(), request.email(), cause));
    }

    @PUT
    @Path("{urn}/participants/{id}/working-pattern")
    @Operation(summary = "Change an ECT's working pattern")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "working pattern", value = """
                    {"working_pattern": "part_time"}""")))
    public Uni<ParticipantView> changeWorkingPattern(String urn, UUID id, @Nullable WorkingPatternRequest body) {
        WorkingPatternRequest request = Body.required(body);
        return once(
                request, urn, (tx, cause) -> changeWorkingPattern.change(tx, urn, id, request.workingPattern(), cause));
    }

    @PUT
    @Path("{urn}/participants/{id}/leaving")
    @Operation(
            summary = "Report that a participant leaves or has left",
            description = "leaving_on is the last day: at most four months ahead, and at least two days after the"
                    + " participant or their training started. You can bring a reported day forward; a later day"
                    + " changes nothing. Give participant_type (ect or mentor) only if the participant is both at the"
                    + " school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "leaving", value = """
                    {"leaving_on": "2026-12-18"}""")))
    public Uni<ParticipantView> reportLeaving(String urn, UUID id, @Nullable LeavingRequest body) {
        LeavingRequest request = Body.required(body);
        return once(
                request,
                urn,
                (tx, cause) ->
                        reportLeaving.report(tx, urn, id, request.participantType(), request.leavingOn(), cause));
    }

    /** Runs a change once, and answers with the participant as the school sees them. */
    private Uni<ParticipantView> once(
            Object request, String urn, BiFunction<SqlConnection, Cause, Uni<StoredParticipant>> change) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(
                request, ParticipantView.class, tx -> change.apply(tx, cause).map(after -> view(after, urn)));
    }

    private ParticipantView view(StoredParticipant storedParticipant, String urn) {
        return ParticipantView.of(storedParticipant, urn, requestTime.at());
    }
}
