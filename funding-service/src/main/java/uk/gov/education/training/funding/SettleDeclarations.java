package uk.gov.education.training.funding;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import uk.gov.education.training.funding.store.DeclarationsToSettle;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FailureClassifier;
import uk.gov.education.training.platform.messaging.Transactions;
import uk.gov.education.training.platform.observability.RedactedErrors;

/**
 * Settles declarations after their statement was opened, made payable or paid: decides again about each participant
 * whose declarations are behind. The database says who they are, so the next sweep continues after a crash.
 */
@ApplicationScoped
public class SettleDeclarations {

    private static final Logger LOG = Logger.getLogger(SettleDeclarations.class);
    private static final int BATCH = 200;

    private final Pool pool;
    private final Transactions transactions;
    private final FactStore factStore;
    private final DeclarationsToSettle declarationsToSettle;
    private final DecideFunding decideFunding;

    SettleDeclarations(
            Pool pool,
            Transactions transactions,
            FactStore factStore,
            DeclarationsToSettle declarationsToSettle,
            DecideFunding decideFunding) {
        this.pool = pool;
        this.transactions = transactions;
        this.factStore = factStore;
        this.declarationsToSettle = declarationsToSettle;
        this.decideFunding = decideFunding;
    }

    /** Starts settling and returns at once: there may be thousands of declarations. The sweep retries failures. */
    void settleInBackground(Cause cause) {
        settle(cause)
                .subscribe()
                .with(
                        done -> LOG.debug("Declarations are settled"),
                        failure -> LOG.warnf(
                                "Settling declarations failed, the next sweep retries: %s",
                                RedactedErrors.inShort(failure)));
    }

    /**
     * Settles all declarations that are behind, in several transactions. Call this after the commit that changed the
     * statements.
     *
     * @param cause the cause of that change
     */
    public Uni<Void> settle(Cause cause) {
        return settleAfter(cause, List.of());
    }

    /** Continues after the participants already tried, so that one failing participant does not block the others. */
    private Uni<Void> settleAfter(Cause cause, List<UUID> tried) {
        return declarationsToSettle.participants(pool, tried, BATCH).chain(participants -> {
            if (participants.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> decided = decide(cause, participants);
            return participants.size() < BATCH ? decided : decided.chain(() -> settleAfter(cause, participants));
        });
    }

    private Uni<Void> decide(Cause cause, List<UUID> participants) {
        return inOneTransaction(cause, participants)
                .onFailure(failure -> !FailureClassifier.isOutage(failure))
                .recoverWithUni(bug -> {
                    if (participants.size() == 1) {
                        LOG.error("Settling declarations of one participant failed, the next sweep retries", bug);
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
