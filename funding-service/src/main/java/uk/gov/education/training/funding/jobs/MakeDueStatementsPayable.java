package uk.gov.education.training.funding.jobs;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.gov.education.training.funding.MakePayable;
import uk.gov.education.training.funding.audit.RequestedBy;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * Makes statements payable once their deadline has passed: soon after midnight in London, or when the service starts
 * again.
 */
@ApplicationScoped
public class MakeDueStatementsPayable {

    private final ScheduledWork scheduledWork;
    private final MakePayable makePayable;

    MakeDueStatementsPayable(ScheduledWork scheduledWork, MakePayable makePayable) {
        this.scheduledWork = scheduledWork;
        this.makePayable = makePayable;
    }

    @Scheduled(
            every = "${training.statements.due-check-interval:20s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> run() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return scheduledWork.attempt(
                "Making due statements payable",
                () -> makePayable.allDue(new RequestedBy(null, new Cause(now, Traces.begin()))));
    }
}
