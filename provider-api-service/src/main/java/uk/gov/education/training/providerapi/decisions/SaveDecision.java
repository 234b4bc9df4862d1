package uk.gov.education.training.providerapi.decisions;

import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.rules.Verdict;
import uk.gov.education.training.platform.rules.Verdict.Accepted;
import uk.gov.education.training.platform.rules.Verdict.Refused;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.Changed;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.SubmittedJustNow;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome.VoidPending;
import uk.gov.education.training.providerapi.domain.participants.ParticipantFacts;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ProviderDocuments;

/**
 * Saves and publishes a decision about a participant and updates the documents that show it. The participant's key must
 * be locked.
 */
@ApplicationScoped
public class SaveDecision {

    private final FactStore factStore;
    private final ProviderDocuments providerDocuments;
    private final UpdateDocuments updateDocuments;

    SaveDecision(FactStore factStore, ProviderDocuments providerDocuments, UpdateDocuments updateDocuments) {
        this.factStore = factStore;
        this.providerDocuments = providerDocuments;
        this.updateDocuments = updateDocuments;
    }

    /**
     * Saves what a decision about a declaration changes.
     *
     * @param loaded the facts before the decision
     */
    public Uni<Verdict<DecidedDeclaration>> save(
            SqlConnection tx, String key, LoadedFacts loaded, Verdict<DeclarationOutcome> verdict, Cause cause) {
        return switch (verdict) {
            case Refused<DeclarationOutcome> refused -> Uni.createFrom().item(Verdict.refused(refused.reasons()));
            case Accepted<DeclarationOutcome>(DeclarationOutcome outcome) ->
                change(outcome)
                        .map(changed -> save(tx, key, loaded, changed, cause))
                        .orElseGet(() -> providerDocuments
                                .ofSubjects(tx, List.of(UUID.fromString(key)))
                                .map(unchanged -> new ParticipantDocuments(loaded, unchanged)))
                        .map(documents -> Verdict.accepted(new DecidedDeclaration(outcome, documents)));
        };
    }

    private static Optional<Changed> change(DeclarationOutcome outcome) {
        return switch (outcome) {
            case Changed changed -> Optional.of(changed);
            case VoidPending pending -> pending.request();
            case SubmittedJustNow same -> Optional.empty();
        };
    }

    private Uni<ParticipantDocuments> save(
            SqlConnection tx, String key, LoadedFacts loaded, Changed changed, Cause cause) {
        ParticipantFacts decided = loaded.participant(key).orElseThrow().withDeclarations(changed.declarations());
        Decision<DeclarationChange, Declarations> decision =
                new Decision<>(changed.declarations(), List.of(changed.change()));
        return save(tx, DECLARATIONS, decision, loaded, decided, cause);
    }

    /**
     * Saves a change of training.
     *
     * @param loaded the facts before the decision
     * @param decided the participant's facts after it
     */
    public Uni<ParticipantDocuments> save(
            SqlConnection tx, LoadedFacts loaded, ParticipantFacts decided, TrainingChange change, Cause cause) {
        return save(tx, TRAINING_CHANGES, new Decision<>(decided.reports(), List.of(change)), loaded, decided, cause);
    }

    private <C, S> Uni<ParticipantDocuments> save(
            SqlConnection tx,
            Topic<C, S> topic,
            Decision<C, S> decision,
            LoadedFacts loaded,
            ParticipantFacts decided,
            Cause cause) {
        String key = decided.participant().id().toString();
        LoadedFacts after = loaded.with(key, decided);
        return factStore
                .saveDecisions(tx, topic, loaded.stored(), Map.of(key, decision), Map.of(key, cause))
                .chain(() -> updateDocuments.ofParticipants(tx, List.of(key), after))
                .map(documents -> new ParticipantDocuments(after, documents));
    }
}
