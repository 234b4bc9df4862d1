package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.RegisterEct;
import uk.gov.education.training.schoolupdates.RegisterMentor;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;
import uk.gov.education.training.schoolupdates.reports.ParticipantView;

/** Registers ECTs and mentors at a school. */
@Path("/api/v1/schools")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Registrations")
class RegistrationsResource {

    private final RegisterEct registerEct;
    private final RegisterMentor registerMentor;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;
    private final ChosenParticipantId chosenId;

    RegistrationsResource(
            RegisterEct registerEct,
            RegisterMentor registerMentor,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime,
            ChosenParticipantId chosenId) {
        this.registerEct = registerEct;
        this.registerMentor = registerMentor;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
        this.chosenId = chosenId;
    }

    @POST
    @Path("{urn}/ects")
    @ResponseStatus(201)
    @Operation(
            summary = "Register an ECT",
            description = "An ECT who is at another school leaves it on the day before they start.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "ect", value = """
                    {"trn": "1234567", "full_name": "Ada Lovelace", "email": "ada@school.example",
                     "started_on": "2026-09-01", "working_pattern": "full_time",
                     "training_programme": "provider_led",
                     "lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<ParticipantView> registerEct(String urn, EctRegistration.@Nullable Details body) {
        EctRegistration.Details details = Body.required(body);
        Optional<UUID> newId = chosenId.get();
        return once(details, urn, (tx, cause) -> registerEct.register(tx, urn, details, newId, cause));
    }

    @POST
    @Path("{urn}/mentors")
    @ResponseStatus(201)
    @Operation(
            summary = "Register a mentor, for an ECT if ect_id is given",
            description = "If the ECT is in provider-led training, the mentor's own training begins, with"
                    + " lead_provider_id or else with the ECT's lead provider. mentoring_at_new_school_only is true by"
                    + " default.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "mentor", value = """
                    {"trn": "7654321", "full_name": "Mary Somerville", "email": "mary@school.example",
                     "started_on": "2026-09-01", "ect_id": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<ParticipantView> registerMentor(String urn, MentorRegistration.@Nullable Details body) {
        MentorRegistration.Details details = Body.required(body);
        Optional<UUID> newId = chosenId.get();
        return once(details, urn, (tx, cause) -> registerMentor.register(tx, urn, details, newId, cause));
    }

    /** Runs a change once, and answers with the participant as the school sees them. */
    private Uni<ParticipantView> once(
            Object request, String urn, BiFunction<SqlConnection, Cause, Uni<StoredParticipant>> change) {
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(request, ParticipantView.class, tx -> change.apply(tx, cause)
                .map(after -> ParticipantView.of(after, urn, requestTime.at())));
    }
}
