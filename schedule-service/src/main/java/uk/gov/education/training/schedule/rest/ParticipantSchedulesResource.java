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
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.edge.Refusal;
import uk.gov.education.training.events.edge.RequestTime;
import uk.gov.education.training.events.edge.Scope;
import uk.gov.education.training.schedule.store.ScheduleHistory;
import uk.gov.education.training.schedule.store.ScheduleHistory.Line;

/** The schedules of one participant, why they have them, and how their training goes. */
@Path("/api/v1/participants/{id}/schedules")
class ParticipantSchedulesResource {

    private final Pool pool;
    private final Facts facts;
    private final ScheduleHistory history;
    private final RequestTime time;

    ParticipantSchedulesResource(Pool pool, Facts facts, ScheduleHistory history, RequestTime time) {
        this.pool = pool;
        this.facts = facts;
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
        return pool.withConnection(db -> facts.load(
                        db,
                        List.of(key),
                        Topics.PARTICIPANT_CHANGES,
                        Topics.SCHEDULE_ASSIGNMENTS,
                        Topics.TRAINING_CHANGES)
                .chain(held -> history.of(db, key).map(lines -> view(id, held.get(key), lines, asOf))));
    }

    private static ParticipantSchedulesView view(UUID id, Held held, List<Line> history, Instant asOf) {
        if (held.version(Topics.PARTICIPANT_CHANGES) == 0) {
            throw Refusal.notFound("id", "No participant has this id.");
        }
        return ParticipantSchedulesView.of(
                held.snapshot(Topics.SCHEDULE_ASSIGNMENTS).orElse(new ScheduleAssignments(id, List.of())),
                held.snapshot(Topics.TRAINING_CHANGES).orElse(new TrainingReports(id, List.of())),
                history,
                asOf);
    }
}
