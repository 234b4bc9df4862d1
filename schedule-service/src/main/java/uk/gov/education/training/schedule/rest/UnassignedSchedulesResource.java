package uk.gov.education.training.schedule.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.ScheduleAssignments.AssignmentReason;
import uk.gov.education.training.platform.web.Scope;
import uk.gov.education.training.schedule.store.UnassignedTrainings;
import uk.gov.education.training.schedule.store.UnassignedTrainings.Waiting;

/** Training that should have a schedule and has none. */
@Path("/api/v1/unassigned-schedules")
class UnassignedSchedulesResource {

    private static final int MOST = 1_000;

    private final Pool pool;
    private final UnassignedTrainings waiting;

    UnassignedSchedulesResource(Pool pool, UnassignedTrainings waiting) {
        this.pool = pool;
        this.waiting = waiting;
    }

    /** @param assignedAt when the training was registered */
    record UnassignedTraining(
            UUID participantId, UUID trainingId, Role role, int cohort, AssignmentReason reason, Instant assignedAt) {

        private static UnassignedTraining of(Waiting waiting) {
            return new UnassignedTraining(
                    waiting.participantId(),
                    waiting.training().trainingId(),
                    waiting.training().role(),
                    waiting.training().cohort(),
                    waiting.training().reason(),
                    waiting.training().assignedAt());
        }
    }

    record UnassignedSchedules(List<UnassignedTraining> trainings) {}

    @GET
    @RolesAllowed(Scope.OPERATIONS)
    @Operation(
            summary = "Training that no schedule fits",
            description = "Of the first 1,000 such participants. Each is tried again whenever a contract period opens.")
    public Uni<UnassignedSchedules> unassigned() {
        return waiting.trainings(pool, MOST)
                .map(all -> new UnassignedSchedules(
                        all.stream().map(UnassignedTraining::of).toList()));
    }
}
