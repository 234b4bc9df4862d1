package uk.gov.education.training.funding.jobs;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import uk.gov.education.training.funding.SettleDeclarations;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.ScheduledWork;

/** Settles the declarations that an earlier attempt missed, for example because the service crashed. */
@ApplicationScoped
class SettlementSweep {

    private final ScheduledWork scheduledWork;
    private final SettleDeclarations settleDeclarations;

    SettlementSweep(ScheduledWork scheduledWork, SettleDeclarations settleDeclarations) {
        this.scheduledWork = scheduledWork;
        this.settleDeclarations = settleDeclarations;
    }

    @Scheduled(
            every = "${training.declarations.settlement-interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return scheduledWork.attempt("Settling declarations", () -> settleDeclarations.settle(Cause.now()));
    }
}
