package uk.gov.education.training.funding;

import uk.gov.education.training.platform.messaging.Transactions;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import uk.gov.education.training.funding.store.DeclarationsToSettle;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.ScheduledWork;
import uk.gov.education.training.platform.messaging.Traces;

/**
 * Lets declarations follow statements that were opened, made payable or paid: decides again about everyone whose
 * declarations lag behind. It asks the database who that is, so whatever a crash interrupts is done by the next sweep.
 */
@ApplicationScoped
public class SettleDeclarations {

    private static final Logger LOG = Logger.getLogger(SettleDeclarations.class);
    private static final int BATCH = 200;

    private final ScheduledWork scheduled;
    private final Pool pool;
    private final FactStore factStore;
    private final DeclarationsToSettle lagging;
    private final DecideFunding decideFunding;
    private final Transactions transactions;

    SettleDeclarations(
            ScheduledWork scheduled,
            Pool pool,
            FactStore factStore,
            DeclarationsToSettle lagging,
            DecideFunding decideFunding,
            Transactions transactions) {
        this.scheduled = scheduled;
        this.pool = pool;
        this.factStore = factStore;
        this.lagging = lagging;
        this.decideFunding = decideFunding;
        this.transactions = transactions;
    }

    @Scheduled(
            every = "${training.settle-declarations.every:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return scheduled.attempt(
                "Settling declarations",
                () -> settle(new Cause(Instant.now().truncatedTo(ChronoUnit.MICROS), Traces.begin())));
    }

    /**
     * Decides about everyone concerned, in several transactions; to be called after the commit that turned or opened
     * statements.
     *
     * @param cause of that
     */
    public Uni<Void> settle(Cause cause) {
        return settle(cause, List.of());
    }

    /** Goes on behind those dealt with: somebody about whom nothing can be decided must not keep the others waiting. */
    private Uni<Void> settle(Cause cause, List<UUID> dealtWith) {
        return lagging.participants(pool, dealtWith, BATCH).chain(participants -> {
            if (participants.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> decided = decide(cause, participants);
            return participants.size() < BATCH ? decided : decided.chain(() -> settle(cause, participants));
        });
    }

    private Uni<Void> decide(Cause cause, List<UUID> participants) {
        return inOneTransaction(cause, participants)
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(bug -> {
                    if (participants.size() == 1) {
                        LOG.error("Declarations stay behind their statements", bug);
                        return Uni.createFrom().voidItem();
                    }
                    Uni<Void> all = Uni.createFrom().voidItem();
                    for (UUID participant : participants) {
                        all = all.chain(() -> decide(cause, List.of(participant)));
                    }
                    return all;
                });
    }

    private Uni<Void> inOneTransaction(Cause cause, List<UUID> participants) {
        List<String> keys = participants.stream().map(UUID::toString).toList();
        return transactions.inTransaction(tx -> factStore
                        .lock(tx, keys)
                        .chain(() -> decideFunding.on(tx, keys.stream().collect(toMap(identity(), key -> cause)))));
    }
}
