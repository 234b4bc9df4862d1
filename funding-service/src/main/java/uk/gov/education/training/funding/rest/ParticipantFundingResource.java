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
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;

/** Whether one participant's training can be funded, how it goes, and where the money of declarations stands. */
@Path("/api/v1/participants/{id}/funding")
class ParticipantFundingResource {

    private final Pool pool;
    private final FactStore factStore;
    private final RequestTime time;

    ParticipantFundingResource(Pool pool, FactStore factStore, RequestTime time) {
        this.pool = pool;
        this.factStore = factStore;
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
        return pool.withConnection(db -> factStore.load(
                        db,
                        List.of(key),
                        Topics.PARTICIPANT_CHANGES,
                        Topics.FUNDING_DECISIONS,
                        Topics.DECLARATIONS,
                        Topics.SCHEDULE_ASSIGNMENTS,
                        Topics.TRAINING_CHANGES))
                .map(factsOfKey -> view(factsOfKey.get(key), asOf, day));
    }

    private static ParticipantFundingView view(FactsOfKey factsOfKey, Instant asOf, LocalDate day) {
        return factsOfKey
                .snapshot(Topics.PARTICIPANT_CHANGES)
                .map(participant -> ParticipantFundingView.of(
                        participant,
                        factsOfKey.snapshot(Topics.FUNDING_DECISIONS),
                        factsOfKey
                                .snapshot(Topics.DECLARATIONS)
                                .map(Declarations::declarations)
                                .orElse(List.of()),
                        factsOfKey.snapshot(Topics.SCHEDULE_ASSIGNMENTS),
                        factsOfKey.snapshot(Topics.TRAINING_CHANGES),
                        asOf,
                        day))
                .orElseThrow(() -> ApiException.notFound("id", "No participant has this id."));
    }
}
