package uk.gov.education.training.funding;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.ScheduledWork;
import uk.gov.education.training.events.delivery.Traces;

/**
 * Makes the statements payable whose deadline has passed: soon after midnight in London, or as soon as the service runs
 * again.
 */
@ApplicationScoped
class TurnStatements {

    private final ScheduledWork scheduled;
    private final MakePayable makePayable;

    TurnStatements(ScheduledWork scheduled, MakePayable makePayable) {
        this.scheduled = scheduled;
        this.makePayable = makePayable;
    }

    @Scheduled(
            every = "${training.turn-statements.every:20s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> turn() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return scheduled.attempt(
                "Turning statements", () -> makePayable.due(new By(null, new Cause(now, Traces.begin()))));
    }
}
