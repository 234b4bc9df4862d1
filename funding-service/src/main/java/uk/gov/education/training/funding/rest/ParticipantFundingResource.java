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

/** One participant's eligibility, trainings and declarations with their payment states. */
@Path("/api/v1/participants/{id}/funding")
class ParticipantFundingResource {

    private final Pool pool;
    private final FactStore factStore;
    private final RequestTime requestTime;

    ParticipantFundingResource(Pool pool, FactStore factStore, RequestTime requestTime) {
        this.pool = pool;
        this.factStore = factStore;
        this.requestTime = requestTime;
    }

    @GET
    @RolesAllowed({Scope.FINANCE, Scope.OPERATIONS})
    public Uni<ParticipantFundingView> funding(UUID id) {
        // Without a chosen time, show all known facts: the clocks of other services may be ahead of this one's.
        Instant asOf = requestTime.isChosen() ? requestTime.at() : Instant.MAX;
        LocalDate day = requestTime.isChosen() ? requestTime.today() : LocalDate.MAX;
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
