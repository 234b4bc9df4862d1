package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.providerapi.decisions.DecidedDeclaration;
import uk.gov.education.training.providerapi.decisions.SaveDecision;
import uk.gov.education.training.providerapi.domain.declarations.VoidDeclarationRules;
import uk.gov.education.training.providerapi.facts.LoadParticipantFacts;
import uk.gov.education.training.providerapi.store.DocumentKind;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.Statements;

/**
 * Voids a declaration. If only funding-service can decide whether that is still possible, publishes a request;
 * {@link AwaitVoidDecision} waits for the decision.
 */
@ApplicationScoped
public class VoidDeclaration {

    private final FactStore factStore;
    private final LoadParticipantFacts loadParticipantFacts;
    private final Statements statements;
    private final ProviderDocuments providerDocuments;
    private final SaveDecision saveDecision;

    VoidDeclaration(
            FactStore factStore,
            LoadParticipantFacts loadParticipantFacts,
            Statements statements,
            ProviderDocuments providerDocuments,
            SaveDecision saveDecision) {
        this.factStore = factStore;
        this.loadParticipantFacts = loadParticipantFacts;
        this.statements = statements;
        this.providerDocuments = providerDocuments;
        this.saveDecision = saveDecision;
    }

    /**
     * Decides, saves and publishes. A request that is not decided in time stays open: if the lead provider sends it
     * again, it waits for the same decision.
     *
     * @return empty if the lead provider has no declaration with this id
     */
    public Uni<Optional<Verdict<DecidedDeclaration>>> voidDeclaration(
            SqlConnection tx, UUID leadProviderId, UUID declarationId, Cause cause) {
        return providerDocuments
                .find(tx, leadProviderId, DocumentKind.DECLARATION, declarationId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : decide(tx, leadProviderId, found.get().subject().toString(), declarationId, cause));
    }

    private Uni<Optional<Verdict<DecidedDeclaration>>> decide(
            SqlConnection tx, UUID leadProviderId, String key, UUID declarationId, Cause cause) {
        return factStore
                .lock(tx, List.of(key))
                .chain(() -> statements.unpaid(tx, leadProviderId, London.dateOf(cause.at())))
                .chain(unpaid -> loadParticipantFacts.load(tx, List.of(key)).chain(loaded -> loaded.participant(key)
                        .flatMap(facts ->
                                VoidDeclarationRules.decide(leadProviderId, facts, declarationId, unpaid, cause.at()))
                        .map(verdict -> saveDecision
                                .save(tx, key, loaded, verdict, cause)
                                .map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }
}
