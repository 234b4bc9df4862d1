package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.AssignMentor;
import uk.gov.education.training.schoolupdates.ChangeLeadProvider;
import uk.gov.education.training.schoolupdates.ChangeTrainingProgramme;
import uk.gov.education.training.schoolupdates.StoredParticipant;

/** Who trains and who mentors a school's participants. */
@Path("/api/v1/schools/{urn}")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Training")
class TrainingResource {

    private final AssignMentor mentors;
    private final ChangeTrainingProgramme programmes;
    private final ChangeLeadProvider leadProviders;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime time;

    TrainingResource(
            AssignMentor mentors,
            ChangeTrainingProgramme programmes,
            ChangeLeadProvider leadProviders,
            IdempotencyGuard idempotencyGuard,
            RequestTime time) {
        this.mentors = mentors;
        this.programmes = programmes;
        this.leadProviders = leadProviders;
        this.idempotencyGuard = idempotencyGuard;
        this.time = time;
    }

    /** @param leadProviderId who trains the mentor, where their own training begins; else whoever trains the ECT */
    record MentorRequest(@Nullable UUID mentorId, @Nullable UUID leadProviderId) {}

    /** @param leadProviderId of provider-led training */
    record ProgrammeRequest(
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId) {}

    /** @param participantType needed only of someone who is both an ECT and a mentor at the school */
    record LeadProviderRequest(
            @Nullable UUID leadProviderId, @Nullable Role participantType) {}

    @PUT
    @Path("participants/{id}/mentor")
    @Operation(
            summary = "Give an ECT a mentor, or another mentor",
            description = "The mentor is one of this school's. The mentorship until now ends on the day before. If the"
                    + " mentor was never in training and the ECT is in provider-led training, the mentor's own training"
                    + " begins, by lead_provider_id or else by the ECT's lead provider.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "mentor", value = """
                    {"mentor_id": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    public Uni<ParticipantView> assignMentor(String urn, UUID id, @Nullable MentorRequest body) {
        MentorRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> mentors.assign(
                        urn, id, request.mentorId(), request.leadProviderId(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    @PUT
    @Path("participants/{id}/training-programme")
    @Operation(
            summary = "Change an ECT's training to school-led or provider-led",
            description = "From today, or from the ECT's first day here if that is yet to come. When training becomes"
                    + " provider-led, the mentor's own training begins too, unless the mentor was trained before.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "to school-led", value = """
                    {"training_programme": "school_led"}"""),
                                @ExampleObject(name = "to provider-led", value = """
                    {"training_programme": "provider_led",
                     "lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89"}""")
                            }))
    public Uni<ParticipantView> changeProgramme(String urn, UUID id, @Nullable ProgrammeRequest body) {
        ProgrammeRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> programmes
                .change(urn, id, request.trainingProgramme(), request.leadProviderId(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    @PUT
    @Path("participants/{id}/lead-provider")
    @Operation(
            summary = "Move a participant to another lead provider",
            description =
                    "From today, or from the day on which training begins if that is yet to come. The cohort stays."
                            + " participant_type (ect or mentor) is needed only of someone who is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "lead provider", value = """
                    {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89"}""")))
    public Uni<ParticipantView> changeLeadProvider(String urn, UUID id, @Nullable LeadProviderRequest body) {
        LeadProviderRequest request = Body.required(body);
        return idempotencyGuard.once(request, ParticipantView.class, () -> leadProviders
                .change(urn, id, request.participantType(), request.leadProviderId(), time.cause())
                .map(storedParticipant -> view(storedParticipant, urn)));
    }

    private ParticipantView view(StoredParticipant storedParticipant, String urn) {
        return ParticipantView.of(storedParticipant, urn, time.at());
    }
}
