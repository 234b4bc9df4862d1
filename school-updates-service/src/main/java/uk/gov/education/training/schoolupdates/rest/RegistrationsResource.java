package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.RegisterEct;
import uk.gov.education.training.schoolupdates.RegisterMentor;
import uk.gov.education.training.schoolupdates.domain.EctRegistration;
import uk.gov.education.training.schoolupdates.domain.MentorRegistration;

/** A school registers people. */
@Path("/api/v1/schools/{urn}")
@RolesAllowed(Scope.SCHOOL)
@Tag(name = "Registrations")
class RegistrationsResource {

    private final RegisterEct ects;
    private final RegisterMentor mentors;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime time;

    RegistrationsResource(
            RegisterEct ects, RegisterMentor mentors, IdempotencyGuard idempotencyGuard, RequestTime time) {
        this.ects = ects;
        this.mentors = mentors;
        this.idempotencyGuard = idempotencyGuard;
        this.time = time;
    }

    @POST
    @Path("ects")
    @ResponseStatus(201)
    @Operation(
            summary = "Register an ECT",
            description = "Whoever is at another school is taken over from there on the starting day.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "ect", value = """
                    {"trn": "1234567", "full_name": "Ada Lovelace", "email": "ada@school.example",
                     "started_on": "2026-09-01", "working_pattern": "full_time",
                     "training_programme": "provider_led",
                     "lead_provider_id": "22727fdc-816a-4a3c-9675-030e724bbf89"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<ParticipantView> registerEct(String urn, EctRegistration.@Nullable Details body) {
        EctRegistration.Details details = Body.required(body);
        return idempotencyGuard.once(details, ParticipantView.class, () -> ects.register(urn, details, time.cause())
                .map(recorded -> ParticipantView.of(recorded, urn, time.at())));
    }

    @POST
    @Path("mentors")
    @ResponseStatus(201)
    @Operation(
            summary = "Register a mentor, for an ECT if ect_id is given",
            description = "The mentor is trained too if the ECT is in provider-led training, by lead_provider_id or"
                    + " else by the ECT's lead provider. mentoring_at_new_school_only is true unless given.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "mentor", value = """
                    {"trn": "7654321", "full_name": "Mary Somerville", "email": "mary@school.example",
                     "started_on": "2026-09-01", "ect_id": "5f0c8a2e-9a2f-4a36-8a0e-4c1f9f2f7a11"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<ParticipantView> registerMentor(String urn, MentorRegistration.@Nullable Details body) {
        MentorRegistration.Details details = Body.required(body);
        return idempotencyGuard.once(details, ParticipantView.class, () -> mentors.register(urn, details, time.cause())
                .map(recorded -> ParticipantView.of(recorded, urn, time.at())));
    }
}
