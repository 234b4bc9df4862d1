package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.TrainingProgramme;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.AssignMentor;
import uk.gov.education.training.schoolupdates.ChangeLeadProvider;
import uk.gov.education.training.schoolupdates.ChangeTrainingProgramme;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.ParticipantView;

/** The training and mentorships of a school's participants. */
@Path("/api/v1/schools")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Training")
class TrainingResource {

    private final AssignMentor assignMentor;
    private final ChangeTrainingProgramme changeTrainingProgramme;
    private final ChangeLeadProvider changeLeadProvider;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    TrainingResource(
            AssignMentor assignMentor,
            ChangeTrainingProgramme changeTrainingProgramme,
            ChangeLeadProvider changeLeadProvider,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.assignMentor = assignMentor;
        this.changeTrainingProgramme = changeTrainingProgramme;
        this.changeLeadProvider = changeLeadProvider;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    /** @param leadProviderId who trains the mentor, if their own training begins; otherwise the ECT's lead provider */
    record MentorRequest(@Nullable UUID mentorId, @Nullable UUID leadProviderId) {}

    /** @param leadProviderId required for provider-led training */
    record ProgrammeRequest(
            @Nullable TrainingProgramme trainingProgramme,
            @Nullable UUID leadProviderId) {}

    /** @param participantType required only if the participant is both an ECT and a mentor at the school */
    record LeadProviderRequest(
            @Nullable UUID leadProviderId, @Nullable Role participantType) {}

    @PUT
    @Path("{urn}/participants/{id}/mentor")
    @Operation(
            summary = "Give an ECT a first or another mentor",
            description = "The mentor must be at this school. The previous mentorship ends on the day before. If the"
                    + " mentor was never in training and the ECT is in provider-led training, the mentor's own training"
                    + " begins, with lead_provider_id or else with the ECT's lead provider.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "mentor", value = """
                    {"mentor_id": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    public Uni<ParticipantView> assignMentor(String urn, UUID id, @Nullable MentorRequest body) {
        MentorRequest request = Body.required(body);
        return once(
                request,
                urn,
                (tx, cause) -> assignMentor.assign(tx, urn, id, request.mentorId(), request.leadProviderId(), cause));
    }

    @PUT
    @Path("{urn}/participants/{id}/training-programme")
    @Operation(
            summary = "Change an ECT's training to school-led or provider-led",
            description =
                    "From today, or from the ECT's first day at the school if that is later. When training becomes"
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
        return once(
                request,
                urn,
                (tx, cause) -> changeTrainingProgramme.change(
                        tx, urn, id, request.trainingProgramme(), request.leadProviderId(), cause));
    }

    @PUT
    @Path("{urn}/participants/{id}/lead-provider")
    @Operation(
            summary = "Move a participant to another lead provider",
            description =
                    "From today, or from the first day of training if that is later. The cohort stays the same. Give"
                            + " participant_type (ect or mentor) only if the participant is both at the school.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "lead provider", value = """
                    {"lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89"}""")))
    public Uni<ParticipantView> changeLeadProvider(String urn, UUID id, @Nullable LeadProviderRequest body) {
        LeadProviderRequest request = Body.required(body);
        return once(
                request,
                urn,
                (tx, cause) -> changeLeadProvider.change(
                        tx, urn, id, request.participantType(), request.leadProviderId(), cause));
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
