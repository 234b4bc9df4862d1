package uk.gov.education.training.schedule.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.gov.education.training.events.ScheduleAssignments;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.platform.web.RequestTime;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schedule.store.ScheduleHistory;
import uk.gov.education.training.schedule.store.ScheduleHistory.Line;

/** The schedules of one participant, why they have them, and how their training goes. */
@Path("/api/v1/participants/{id}/schedules")
class ParticipantSchedulesResource {

    private final Pool pool;
    private final FactStore factStore;
    private final ScheduleHistory history;
    private final RequestTime time;

    ParticipantSchedulesResource(Pool pool, FactStore factStore, ScheduleHistory history, RequestTime time) {
        this.pool = pool;
        this.factStore = factStore;
        this.history = history;
        this.time = time;
    }

    @GET
    @RolesAllowed(Scope.OPERATIONS)
    public Uni<ParticipantSchedulesView> schedules(UUID id) {
        // Unless another time is asked for, all that is known counts: other services' clocks may be ahead of this
        // one's.
        Instant asOf = time.isChosen() ? time.at() : Instant.MAX;
        String key = id.toString();
        return pool.withConnection(db -> factStore
                .load(
                        db,
                        List.of(key),
                        Topics.PARTICIPANT_CHANGES,
                        Topics.SCHEDULE_ASSIGNMENTS,
                        Topics.TRAINING_CHANGES)
                .chain(factsOfKey -> history.of(db, key).map(lines -> view(id, factsOfKey.get(key), lines, asOf))));
    }

    private static ParticipantSchedulesView view(UUID id, FactsOfKey factsOfKey, List<Line> history, Instant asOf) {
        if (factsOfKey.version(Topics.PARTICIPANT_CHANGES) == 0) {
            throw ApiException.notFound("id", "No participant has this id.");
        }
        return ParticipantSchedulesView.of(
                factsOfKey.snapshot(Topics.SCHEDULE_ASSIGNMENTS).orElse(new ScheduleAssignments(id, List.of())),
                factsOfKey.snapshot(Topics.TRAINING_CHANGES).orElse(new TrainingReports(id, List.of())),
                history,
                asOf);
    }
}
