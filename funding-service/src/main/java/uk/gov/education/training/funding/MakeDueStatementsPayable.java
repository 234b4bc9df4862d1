package uk.gov.education.training.funding;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * Makes the statements payable whose deadline has passed: soon after midnight in London, or as soon as the service runs
 * again.
 */
@ApplicationScoped
class MakeDueStatementsPayable {

    private final ScheduledWork scheduled;
    private final MakePayable makePayable;

    MakeDueStatementsPayable(ScheduledWork scheduled, MakePayable makePayable) {
        this.scheduled = scheduled;
        this.makePayable = makePayable;
    }

    @Scheduled(
            every = "${training.turn-statements.every:20s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return scheduled.attempt(
                "Turning statements", () -> makePayable.due(new RequestedBy(null, new Cause(now, Traces.begin()))));
    }
}
