package uk.gov.education.training.providerapi.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.ApiException.Problem;
import uk.gov.education.training.platform.web.OwnRequestValidation;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.providerapi.TrainingActions;
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.domain.training.ScheduleChangeRules;
import uk.gov.education.training.providerapi.store.DocumentKind;

/** The participants of the lead provider whose token is presented. */
@OwnRequestValidation
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class ParticipantsResource {

    static final String JSON = "application/json; charset=utf-8";

    private final DocumentResponses documentResponses;
    private final TrainingActions actions;
    private final RequestTime time;

    ParticipantsResource(DocumentResponses documentResponses, TrainingActions actions, RequestTime time) {
        this.documentResponses = documentResponses;
        this.actions = actions;
        this.time = time;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documentResponses.list(
                DocumentKind.PARTICIPANT,
                ListQuery.of(uri.getQueryParameters())
                        .sorted()
                        .cohort()
                        .is("training_status")
                        .is("from_participant_id")
                        .search());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return documentResponses.show(DocumentKind.PARTICIPANT, DocumentResponses.id(id));
    }

    @PUT
    @Path("/{id}/defer")
    public Uni<Response> defer(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return actions.defer(
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/withdraw")
    public Uni<Response> withdraw(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = DocumentResponses.id(id);
        return actions.withdraw(
                        documentResponses.leadProvider(),
                        participantId,
                        action.role(),
                        action.text("reason"),
                        time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/resume")
    public Uni<Response> resume(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier");
        UUID participantId = DocumentResponses.id(id);
        return actions.resume(documentResponses.leadProvider(), participantId, action.role(), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/change-schedule")
    public Uni<Response> changeSchedule(String id, @Nullable RequestBodyReader body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "schedule_identifier", "cohort");
        UUID participantId = DocumentResponses.id(id);
        return actions.changeSchedule(
                        documentResponses.leadProvider(),
                        participantId,
                        new ScheduleChangeRules.Wanted(
                                action.role(), action.text("schedule_identifier"), action.text("cohort")),
                        time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    private Uni<Response> answer(UUID participantId, Optional<Verdict> verdict) {
        return switch (verdict.orElseThrow(DocumentResponses::notFound)) {
            case Verdict.Accepted accepted -> documentResponses.show(DocumentKind.PARTICIPANT, participantId);
            case Verdict.Refused refused ->
                throw ApiException.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.title(), reason.detail()))
                        .toList());
        };
    }
}
