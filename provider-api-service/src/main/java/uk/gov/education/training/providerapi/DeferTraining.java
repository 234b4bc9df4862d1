package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.Role;
import uk.gov.education.training.events.Topics;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Outbox;
import uk.gov.education.training.providerapi.domain.Deferral;
import uk.gov.education.training.providerapi.domain.Verdict;

/** A lead provider defers a participant's training. */
@ApplicationScoped
public class DeferTraining {

    private final Pool pool;
    private final Facts facts;
    private final Outbox outbox;
    private final RefreshParticipants participants;

    DeferTraining(Pool pool, Facts facts, Outbox outbox, RefreshParticipants participants) {
        this.pool = pool;
        this.facts = facts;
        this.outbox = outbox;
        this.participants = participants;
    }

    /**
     * Empty if the provider can't see this participant; else whether the deferral was accepted, and then it is kept.
     */
    public Uni<Optional<Verdict>> defer(
            UUID leadProviderId, UUID participantId, @Nullable Role role, @Nullable String reason, Cause cause) {
        String key = participantId.toString();
        return pool.withTransaction(tx -> facts.lock(tx, List.of(key))
                        .chain(() -> facts.load(tx, List.of(key), RefreshParticipants.TOPICS))
                        .chain(held -> {
                            Optional<Verdict> verdict = RefreshParticipants.factsOf(held.get(key))
                                    .filter(known -> known.leadProviders().contains(leadProviderId))
                                    .map(known -> Deferral.decide(leadProviderId, known, role, reason, cause.at()));
                            return keep(tx, key, held, verdict, cause).replaceWith(verdict);
                        }))
                .invoke(outbox::wake);
    }

    private Uni<Void> keep(
            SqlConnection tx, String key, Map<String, Held> held, Optional<Verdict> verdict, Cause cause) {
        if (verdict.isEmpty() || !(verdict.get() instanceof Verdict.Accepted accepted)) {
            return Uni.createFrom().voidItem();
        }
        return facts.decided(
                        tx,
                        Topics.TRAINING_CHANGES,
                        held,
                        Map.of(key, new Decision<>(accepted.reports(), List.of(accepted.change()))),
                        Map.of(key, cause))
                .chain(() -> participants.refresh(tx, Set.of(key)));
    }
}
