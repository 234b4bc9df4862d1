package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.schoolupdates.ChangeEmail;
import uk.gov.education.training.schoolupdates.ChangeName;
import uk.gov.education.training.schoolupdates.Recorded;
import uk.gov.education.training.schoolupdates.SchoolRecords;

/** A school's participants. */
@Path("/api/v1/schools/{urn}/participants")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Participants")
class ParticipantsResource {

    private final ChangeName names;
    private final ChangeEmail emails;
    private final SchoolRecords records;
    private final RequestTime time;

    ParticipantsResource(ChangeName names, ChangeEmail emails, SchoolRecords records, RequestTime time) {
        this.names = names;
        this.emails = emails;
        this.records = records;
        this.time = time;
    }

    record Participants(List<ParticipantView> participants, int page, int perPage) {}

    record NameRequest(@Nullable String fullName) {}

    /** @param participantType needed only of someone who is both an ECT and a mentor at the school */
    record EmailRequest(@Nullable String email, @Nullable Role participantType) {}

    @GET
    @Operation(summary = "Everyone who is or was at the school", description = "50 per page unless per_page says so.")
    public Uni<Participants> list(String urn, @BeanParam Page page) {
        int number = page.number();
        int size = page.size();
        return records.list(urn, number, size)
                .map(all -> new Participants(
                        all.stream().map(each -> view(each, urn)).toList(), number, size));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One participant, as the school sees them")
    public Uni<ParticipantView> find(String urn, UUID id) {
        return records.find(urn, id).map(recorded -> view(recorded, urn));
    }

    @PUT
    @Path("{id}/name")
    @Operation(summary = "Change a participant's name", description = "For every role and school that they have.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "name", value = """
                    {"full_name": "Ada King"}""")))
    public Uni<ParticipantView> changeName(String urn, UUID id, @Nullable NameRequest body) {
        return names.change(urn, id, Body.required(body).fullName(), time.cause())
                .map(recorded -> view(recorded, urn));
    }

    @PUT
    @Path("{id}/email")
    @Operation(
            summary = "Change the address at which the school reaches a participant",
            description = "participant_type (ect or mentor) is needed only of someone who is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "email", value = """
                    {"email": "ada.king@school.example"}""")))
    public Uni<ParticipantView> changeEmail(String urn, UUID id, @Nullable EmailRequest body) {
        EmailRequest request = Body.required(body);
        return emails.change(urn, id, request.participantType(), request.email(), time.cause())
                .map(recorded -> view(recorded, urn));
    }

    private ParticipantView view(Recorded recorded, String urn) {
        return ParticipantView.of(recorded, urn, time.at());
    }
}
