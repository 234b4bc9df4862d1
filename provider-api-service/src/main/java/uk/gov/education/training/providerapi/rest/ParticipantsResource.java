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
import uk.gov.education.training.events.edge.AsPublished;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.providerapi.TrainingActions;
import uk.gov.education.training.providerapi.domain.ChangeOfSchedule;
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.store.Kind;

/** The participants of the lead provider whose token is presented. */
@AsPublished
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class ParticipantsResource {

    static final String JSON = "application/json; charset=utf-8";

    private final Documents documents;
    private final TrainingActions actions;
    private final RequestTime time;

    ParticipantsResource(Documents documents, TrainingActions actions, RequestTime time) {
        this.documents = documents;
        this.actions = actions;
        this.time = time;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        return documents.list(
                Kind.PARTICIPANT,
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
        return documents.show(Kind.PARTICIPANT, Documents.id(id));
    }

    @PUT
    @Path("/{id}/defer")
    public Uni<Response> defer(String id, @Nullable SentBody body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = Documents.id(id);
        return actions.defer(
                        documents.leadProvider(), participantId, action.role(), action.text("reason"), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/withdraw")
    public Uni<Response> withdraw(String id, @Nullable SentBody body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = Documents.id(id);
        return actions.withdraw(
                        documents.leadProvider(), participantId, action.role(), action.text("reason"), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/resume")
    public Uni<Response> resume(String id, @Nullable SentBody body) {
        ActionBody action = ActionBody.of(body, "course_identifier");
        UUID participantId = Documents.id(id);
        return actions.resume(documents.leadProvider(), participantId, action.role(), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/change-schedule")
    public Uni<Response> changeSchedule(String id, @Nullable SentBody body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "schedule_identifier", "cohort");
        UUID participantId = Documents.id(id);
        return actions.changeSchedule(
                        documents.leadProvider(),
                        participantId,
                        new ChangeOfSchedule.Wanted(
                                action.role(), action.text("schedule_identifier"), action.text("cohort")),
                        time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    private Uni<Response> answer(UUID participantId, Optional<Verdict> verdict) {
        return switch (verdict.orElseThrow(Documents::notFound)) {
            case Verdict.Accepted accepted -> documents.show(Kind.PARTICIPANT, participantId);
            case Verdict.Refused refused ->
                throw Refusal.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.title(), reason.detail()))
                        .toList());
        };
    }
}
