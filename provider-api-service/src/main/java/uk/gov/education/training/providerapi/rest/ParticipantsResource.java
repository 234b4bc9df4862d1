package uk.gov.education.training.providerapi.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.edge.Caller;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.Refusal.Problem;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.providerapi.ShowParticipants;
import uk.gov.education.training.providerapi.TrainingActions;
import uk.gov.education.training.providerapi.domain.ChangeOfSchedule;
import uk.gov.education.training.providerapi.domain.Verdict;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.ProviderDocuments.Listed;
import uk.gov.education.training.providerapi.store.Search;

/** The participants of the lead provider whose token is presented. */
@Path("/api/v3/participants")
@RolesAllowed(Scope.LEAD_PROVIDER)
class ParticipantsResource {

    static final String JSON = "application/json; charset=utf-8";

    private final ProviderDocuments documents;
    private final ShowParticipants show;
    private final TrainingActions actions;
    private final SecurityIdentity identity;
    private final RequestTime time;
    private final Answers answers;

    ParticipantsResource(
            ProviderDocuments documents,
            ShowParticipants show,
            TrainingActions actions,
            SecurityIdentity identity,
            RequestTime time,
            Answers answers) {
        this.documents = documents;
        this.show = show;
        this.actions = actions;
        this.identity = identity;
        this.time = time;
        this.answers = answers;
    }

    @GET
    public Uni<Response> list(@Context UriInfo uri) {
        Search search = ListQuery.search(uri.getQueryParameters());
        return documents.page(leadProvider(), search).chain(listed -> asOfRequest(listed)
                .map(resources -> answers.of(listed, "[" + String.join(",", resources) + "]")));
    }

    private Uni<List<String>> asOfRequest(List<Listed> listed) {
        if (!time.isChosen()) {
            return Uni.createFrom().item(listed.stream().map(Listed::json).toList());
        }
        Map<UUID, Instant> updatedAt = new LinkedHashMap<>();
        listed.forEach(document -> updatedAt.put(document.participantId(), document.updatedAt()));
        return show.asOf(time.today(), leadProvider(), updatedAt);
    }

    @GET
    @Path("/{id}")
    public Uni<Response> show(String id) {
        return resource(participant(id));
    }

    @PUT
    @Path("/{id}/defer")
    public Uni<Response> defer(String id, @Nullable String body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = participant(id);
        return actions.defer(leadProvider(), participantId, action.role(), action.text("reason"), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/withdraw")
    public Uni<Response> withdraw(String id, @Nullable String body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "reason");
        UUID participantId = participant(id);
        return actions.withdraw(leadProvider(), participantId, action.role(), action.text("reason"), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/resume")
    public Uni<Response> resume(String id, @Nullable String body) {
        ActionBody action = ActionBody.of(body, "course_identifier");
        UUID participantId = participant(id);
        return actions.resume(leadProvider(), participantId, action.role(), time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    @PUT
    @Path("/{id}/change-schedule")
    public Uni<Response> changeSchedule(String id, @Nullable String body) {
        ActionBody action = ActionBody.of(body, "course_identifier", "schedule_identifier", "cohort");
        UUID participantId = participant(id);
        return actions.changeSchedule(
                        leadProvider(),
                        participantId,
                        new ChangeOfSchedule.Wanted(
                                action.role(), action.text("schedule_identifier"), action.text("cohort")),
                        time.cause())
                .chain(verdict -> answer(participantId, verdict));
    }

    private Uni<Response> answer(UUID participantId, Optional<Verdict> verdict) {
        return switch (verdict.orElseThrow(ParticipantsResource::notFound)) {
            case Verdict.Accepted accepted -> resource(participantId);
            case Verdict.Refused refused ->
                throw Refusal.invalid(refused.reasons().stream()
                        .map(reason -> new Problem(reason.title(), reason.detail()))
                        .toList());
        };
    }

    private Uni<Response> resource(UUID participantId) {
        return documents.find(leadProvider(), participantId).chain(found -> {
            ProviderDocument document = found.orElseThrow(ParticipantsResource::notFound);
            List<Listed> listed = List.of(new Listed(document.json(), participantId, document.updatedAt()));
            return asOfRequest(listed).map(resources -> answers.of(listed, resources.getFirst()));
        });
    }

    private UUID leadProvider() {
        return Objects.requireNonNull(((Caller) identity.getPrincipal()).leadProviderId());
    }

    /** An id that is no UUID belongs to nobody. */
    private static UUID participant(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException noUuid) {
            throw notFound();
        }
    }

    private static Refusal notFound() {
        return Refusal.notFound("participant_id", "Nothing could be found for the provided details.");
    }
}
