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
import uk.gov.education.training.schedule.store.UnassignedTrainings.UnassignedTraining;

/** The provider-led training without a schedule. */
@Path("/api/v1/unassigned-schedules")
class UnassignedSchedulesResource {

    private static final int MOST_PARTICIPANTS = 1_000;

    private final Pool pool;
    private final UnassignedTrainings unassignedTrainings;

    UnassignedSchedulesResource(Pool pool, UnassignedTrainings unassignedTrainings) {
        this.pool = pool;
        this.unassignedTrainings = unassignedTrainings;
    }

    /** @param assignedAt when the training was registered */
    record UnassignedTrainingView(
            UUID participantId, UUID trainingId, Role role, int cohort, AssignmentReason reason, Instant assignedAt) {

        private static UnassignedTrainingView of(UnassignedTraining training) {
            return new UnassignedTrainingView(
                    training.participantId(),
                    training.assignment().trainingId(),
                    training.assignment().role(),
                    training.assignment().cohort(),
                    training.assignment().reason(),
                    training.assignment().assignedAt());
        }
    }

    record UnassignedSchedules(List<UnassignedTrainingView> trainings) {}

    @GET
    @RolesAllowed(Scope.OPERATIONS)
    @Operation(
            summary = "List training without a schedule",
            description =
                    "Lists the training of the first 1,000 such participants. The service tries again whenever a contract"
                            + " period opens.")
    public Uni<UnassignedSchedules> unassigned() {
        return unassignedTrainings
                .list(pool, MOST_PARTICIPANTS)
                .map(all -> new UnassignedSchedules(
                        all.stream().map(UnassignedTrainingView::of).toList()));
    }
}
