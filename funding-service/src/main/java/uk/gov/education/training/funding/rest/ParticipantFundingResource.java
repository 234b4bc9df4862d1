package uk.gov.education.training.funding.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;

/** Whether one participant's training can be funded, how it goes, and where the money of declarations stands. */
@Path("/api/v1/participants/{id}/funding")
class ParticipantFundingResource {

    private final Pool pool;
    private final Facts facts;
    private final RequestTime time;

    ParticipantFundingResource(Pool pool, Facts facts, RequestTime time) {
        this.pool = pool;
        this.facts = facts;
        this.time = time;
    }

    @GET
    @RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
    public Uni<ParticipantFundingView> funding(UUID id) {
        // Unless another time is asked for, all that is known counts: other services' clocks may be ahead of this
        // one's.
        Instant asOf = time.isChosen() ? time.at() : Instant.MAX;
        LocalDate day = time.isChosen() ? time.today() : LocalDate.MAX;
        String key = id.toString();
        return pool.withConnection(db -> facts.load(
                        db,
                        List.of(key),
                        Topics.PARTICIPANT_CHANGES,
                        Topics.FUNDING_DECISIONS,
                        Topics.DECLARATIONS,
                        Topics.SCHEDULE_ASSIGNMENTS,
                        Topics.TRAINING_CHANGES))
                .map(held -> view(held.get(key), asOf, day));
    }

    private static ParticipantFundingView view(Held held, Instant asOf, LocalDate day) {
        return held.snapshot(Topics.PARTICIPANT_CHANGES)
                .map(participant -> ParticipantFundingView.of(
                        participant,
                        held.snapshot(Topics.FUNDING_DECISIONS),
                        held.snapshot(Topics.DECLARATIONS)
                                .map(Declarations::declarations)
                                .orElse(List.of()),
                        held.snapshot(Topics.SCHEDULE_ASSIGNMENTS),
                        held.snapshot(Topics.TRAINING_CHANGES),
                        asOf,
                        day))
                .orElseThrow(() -> Refusal.notFound("id", "No participant has this id."));
    }
}
