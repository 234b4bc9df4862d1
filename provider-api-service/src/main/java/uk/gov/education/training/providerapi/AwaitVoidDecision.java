package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome;
import uk.gov.education.training.providerapi.domain.declarations.VoidDeclarationRules;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocuments;

/** Waits for funding-service's decision whether a declaration can still be voided. */
@ApplicationScoped
public class AwaitVoidDecision {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final Pool pool;
    private final LoadParticipantFacts loadParticipantFacts;
    private final ProviderDocuments providerDocuments;
    private final Duration timeout;

    AwaitVoidDecision(
            Pool pool,
            LoadParticipantFacts loadParticipantFacts,
            ProviderDocuments providerDocuments,
            @ConfigProperty(name = "training.void.timeout", defaultValue = "8s") Duration timeout) {
        this.pool = pool;
        this.loadParticipantFacts = loadParticipantFacts;
        this.providerDocuments = providerDocuments;
        this.timeout = timeout;
    }

    /** @return empty if there is no decision in time */
    public Uni<Optional<Verdict<DeclarationOutcome>>> await(
            UUID leadProviderId, UUID declarationId, Instant requestedAt) {
        return await(leadProviderId, declarationId, requestedAt, System.nanoTime() + timeout.toNanos());
    }

    private Uni<Optional<Verdict<DeclarationOutcome>>> await(
            UUID leadProviderId, UUID declarationId, Instant requestedAt, long until) {
        return decision(leadProviderId, declarationId, requestedAt)
                .chain(decision -> decision.isPresent() || System.nanoTime() - until >= 0
                        ? Uni.createFrom().item(decision)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(POLL_INTERVAL)
                                .chain(() -> await(leadProviderId, declarationId, requestedAt, until)));
    }

    /** Finds the participant anew each time: a merge may have moved the declaration to another one. */
    private Uni<Optional<Verdict<DeclarationOutcome>>> decision(
            UUID leadProviderId, UUID declarationId, Instant requestedAt) {
        return providerDocuments
                .find(leadProviderId, DocumentKind.DECLARATION, declarationId)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    String key = found.get().subject().toString();
                    return pool.withConnection(db -> loadParticipantFacts.load(db, List.of(key)))
                            .map(loaded -> loaded.participant(key)
                                    .flatMap(facts ->
                                            VoidDeclarationRules.decidedByFunding(facts, declarationId, requestedAt)));
                });
    }
}
