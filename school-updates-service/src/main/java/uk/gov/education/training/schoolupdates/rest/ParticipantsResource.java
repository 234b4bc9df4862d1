package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.WorkingPattern;
import uk.gov.education.training.platform.web.Page;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.ChangeEmail;
import uk.gov.education.training.schoolupdates.ChangeName;
import uk.gov.education.training.schoolupdates.ChangeWorkingPattern;
import uk.gov.education.training.schoolupdates.ReportLeaving;
import uk.gov.education.training.schoolupdates.SchoolParticipants;
import uk.gov.education.training.schoolupdates.StoredParticipant;

/** A school's participants. */
@Path("/api/v1/schools/{urn}")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Participants")
class ParticipantsResource {

    private final ChangeName names;
    private final ChangeEmail emails;
    private final ChangeWorkingPattern workingPatterns;
    private final ReportLeaving departures;
    private final SchoolParticipants records;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime time;

    ParticipantsResource(
            ChangeName names,
            ChangeEmail emails,
            ChangeWorkingPattern workingPatterns,
            ReportLeaving departures,
            SchoolParticipants records,
            IdempotencyGuard idempotencyGuard,
            RequestTime time) {
        this.names = names;
        this.emails = emails;
        this.workingPatterns = workingPatterns;
        this.departures = departures;
        this.records = records;
        this.idempotencyGuard = idempotencyGuard;
        this.time = time;
    }

    record Participants(List<ParticipantView> participants, int page, int perPage) {}

    record NameRequest(@Nullable String fullName) {}

    /** @param participantType needed only of someone who is both an ECT and a mentor at the school */
    record EmailRequest(@Nullable String email, @Nullable Role participantType) {}

    record WorkingPatternRequest(@Nullable WorkingPattern workingPattern) {}

    /**
     * @param leavingOn the last day at the school
     * @param participantType needed only of someone who is both an ECT and a mentor at the school
     */
    record LeavingRequest(
            @Nullable LocalDate leavingOn, @Nullable Role participantType) {}

    @GET
    @Path("participants")
    @Operation(summary = "Everyone who is or was at the school", description = "50 per page unless per_page says so.")
    public Uni<Participants> list(String urn, @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return records.list(urn, number, size)
                .map(all -> new Participants(
                        all.stream().map(each -> view(each, urn)).toList(), number, size));
    }

    @GET
    @Path("participants/{id}")
    @Operation(summary = "One participant, as the school sees them")
    public Uni<ParticipantView> find(String urn, UUID id) {
        return records.find(urn, id).map(storedParticipant -> view(storedParticipant, urn));
    }

    @PUT
    @Path("participants/{id}/name")
    @Operation(summary = "Change a participant's name", description = "For every role and school that they have.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"full_name": "Ada King"}""")))
    public Uni<ParticipantView> changeName(String urn, UUID id, @Nullable NameRequest body) {
        NameRequest request = Body.required(body);
        return idempotencyGuard.once(
                request, ParticipantView.class, () -> names.change(urn, id, request.fullName(), time.cause())
                        .map(storedParticipant -> view(storedParticipant, urn)));
    }

    @PUT
    @Path("participants/{id}/email")
    @Operation(
            summary = "Change the address at which the school reaches a participant",
            description = "participant_type (ect or mentor) is needed only of someone who is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "email", value = """
                    {"email": "ada.king@school.example"}""")))
    public Uni<ParticipantView> changeEmail(String urn, UUID id, @Nullable EmailRequest body) {
        EmailRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> emails.change(
                        urn, id, request.participantType(), request.email(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    @PUT
    @Path("participants/{id}/working-pattern")
    @Operation(summary = "Change an ECT's working pattern")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "working pattern", value = """
                    {"working_pattern": "part_time"}""")))
    public Uni<ParticipantView> changeWorkingPattern(String urn, UUID id, @Nullable WorkingPatternRequest body) {
        WorkingPatternRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> workingPatterns
                .change(urn, id, request.workingPattern(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    @PUT
    @Path("participants/{id}/leaving")
    @Operation(
            summary = "Report that a participant leaves, or left",
            description = "leaving_on is the last day: at most four months ahead, and at least two days after they came"
                    + " or their training began. An earlier day brings a known one forward; a later one changes"
                    + " nothing. participant_type (ect or mentor) is needed only of someone who is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "leaving", value = """
                    {"leaving_on": "2026-12-18"}""")))
    public Uni<ParticipantView> reportLeaving(String urn, UUID id, @Nullable LeavingRequest body) {
        LeavingRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> departures
                .report(urn, id, request.participantType(), request.leavingOn(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    private ParticipantView view(StoredParticipant storedParticipant, String urn) {
        return ParticipantView.of(storedParticipant, urn, time.at());
    }
}
