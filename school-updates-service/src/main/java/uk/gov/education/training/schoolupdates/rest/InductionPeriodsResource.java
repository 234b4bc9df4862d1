package uk.gov.education.training.schoolupdates.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.LocalDate;
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
import uk.gov.education.training.events.Participant.InductionOutcome;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.ResponsesOpenApiFilter;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schoolupdates.CloseInductionPeriod;
import uk.gov.education.training.schoolupdates.FindParticipants;
import uk.gov.education.training.schoolupdates.OpenInductionPeriod;
import uk.gov.education.training.schoolupdates.domain.Inductions;
import uk.gov.education.training.schoolupdates.domain.StoredParticipant;

/** The induction periods of an ECT, which appropriate bodies record. */
@Path("/api/v1/participants/{id}")
@RolesAllowed(Scope.APPROPRIATE_BODY)
@Tag(name = "Induction")
class InductionPeriodsResource {

    private final OpenInductionPeriod openInductionPeriod;
    private final CloseInductionPeriod closeInductionPeriod;
    private final FindParticipants findParticipants;
    private final IdempotencyGuard idempotencyGuard;
    private final RequestTime requestTime;

    InductionPeriodsResource(
            OpenInductionPeriod openInductionPeriod,
            CloseInductionPeriod closeInductionPeriod,
            FindParticipants findParticipants,
            IdempotencyGuard idempotencyGuard,
            RequestTime requestTime) {
        this.openInductionPeriod = openInductionPeriod;
        this.closeInductionPeriod = closeInductionPeriod;
        this.findParticipants = findParticipants;
        this.idempotencyGuard = idempotencyGuard;
        this.requestTime = requestTime;
    }

    record OpenRequest(@Nullable LocalDate startedOn) {}

    /** @param version the version of the last event about the participant */
    record InductionView(UUID participantId, List<PeriodView> inductionPeriods, long version) {

        static InductionView of(StoredParticipant storedParticipant) {
            return new InductionView(
                    storedParticipant.participant().id(),
                    storedParticipant.participant().inductionPeriods().stream()
                            .map(period -> new PeriodView(
                                    period.id(),
                                    period.startedOn(),
                                    period.finishedOn(),
                                    period.outcome(),
                                    period.numberOfTerms()))
                            .toList(),
                    storedParticipant.version());
        }
    }

    record PeriodView(
            UUID id,
            LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable InductionOutcome outcome,
            @Nullable BigDecimal numberOfTerms) {}

    @GET
    @Path("induction-periods")
    @Operation(summary = "List an ECT's induction periods")
    public Uni<InductionView> list(UUID id) {
        return findParticipants.anywhere(id).map(InductionView::of);
    }

    @POST
    @Path("induction-periods")
    @ResponseStatus(201)
    @Operation(
            summary = "Record that an ECT's induction begins with this appropriate body",
            description = "The date can't be in the future or within another induction period.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "beginning", value = """
                    {"started_on": "2026-09-01"}""")))
    @Extension(name = ResponsesOpenApiFilter.STATUSES, value = "201")
    public Uni<InductionView> open(UUID id, @Nullable OpenRequest body) {
        OpenRequest request = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(request, InductionView.class, tx -> openInductionPeriod
                .open(tx, id, request.startedOn(), cause)
                .map(InductionView::of));
    }

    @PUT
    @Path("induction-periods/{periodId}")
    @Operation(
            summary = "Record how an induction period ends",
            description =
                    "With an outcome, pass or fail, induction is complete: training and the school period end today."
                            + " Without one the ECT is released and nothing else changes.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "passed", value = """
                    {"finished_on": "2026-07-20", "outcome": "pass", "number_of_terms": 6}"""),
                                @ExampleObject(name = "released", value = """
                    {"finished_on": "2026-07-20", "number_of_terms": 2.5}""")
                            }))
    public Uni<InductionView> close(UUID id, UUID periodId, Inductions.@Nullable End body) {
        Inductions.End end = Body.required(body);
        Cause cause = requestTime.cause();
        return idempotencyGuard.once(end, InductionView.class, tx -> closeInductionPeriod
                .close(tx, id, periodId, end, cause)
                .map(InductionView::of));
    }
}
