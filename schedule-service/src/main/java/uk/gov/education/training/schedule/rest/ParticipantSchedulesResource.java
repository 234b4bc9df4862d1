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

/** The schedules of a participant, the reasons for them, and the training status. */
@Path("/api/v1/participants/{id}/schedules")
class ParticipantSchedulesResource {

    private final Pool pool;
    private final FactStore factStore;
    private final ScheduleHistory scheduleHistory;
    private final RequestTime requestTime;

    ParticipantSchedulesResource(
            Pool pool, FactStore factStore, ScheduleHistory scheduleHistory, RequestTime requestTime) {
        this.pool = pool;
        this.factStore = factStore;
        this.scheduleHistory = scheduleHistory;
        this.requestTime = requestTime;
    }

    @GET
    @RolesAllowed(Scope.OPERATIONS)
    public Uni<ParticipantSchedulesView> schedules(UUID id) {
        // Without a chosen time, show everything: other services' clocks may be ahead of ours.
        Instant asOf = requestTime.isChosen() ? requestTime.at() : Instant.MAX;
        String key = id.toString();
        return pool.withConnection(db -> factStore
                .load(
                        db,
                        List.of(key),
                        Topics.PARTICIPANT_CHANGES,
                        Topics.SCHEDULE_ASSIGNMENTS,
                        Topics.TRAINING_CHANGES)
                .chain(factsOfKey ->
                        scheduleHistory.read(db, key).map(lines -> view(id, factsOfKey.get(key), lines, asOf))));
    }

    private static ParticipantSchedulesView view(UUID id, FactsOfKey factsOfKey, List<Line> history, Instant asOf) {
        if (factsOfKey.version(Topics.PARTICIPANT_CHANGES) == 0) {
            throw ApiException.notFound("id", "There is no participant with this id.");
        }
        return ParticipantSchedulesView.of(
                factsOfKey.snapshot(Topics.SCHEDULE_ASSIGNMENTS).orElse(new ScheduleAssignments(id, List.of())),
                factsOfKey.snapshot(Topics.TRAINING_CHANGES).orElse(new TrainingReports(id, List.of())),
                history,
                asOf);
    }
}
