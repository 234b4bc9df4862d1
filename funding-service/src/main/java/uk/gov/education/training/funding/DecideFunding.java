package uk.gov.education.training.funding;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.FUNDING_DECISIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.FundingChange;
import uk.gov.education.training.events.FundingPosition;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.funding.domain.contracts.ContractKey;
import uk.gov.education.training.funding.domain.declarations.Funding;
import uk.gov.education.training.funding.domain.declarations.Funding.FundingOutcome;
import uk.gov.education.training.funding.domain.declarations.Funding.PaymentUpdate;
import uk.gov.education.training.funding.store.DeclarationPayments;
import uk.gov.education.training.funding.store.OutputStatements;
import uk.gov.education.training.funding.store.RecalculationQueue;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;

/**
 * Decides eligibility and the payment state of declarations, and publishes the changes.
 *
 * <p>To avoid deadlocks, every transaction locks in the same order: participants' keys, statements, declarations,
 * contracts.
 */
@ApplicationScoped
public class DecideFunding {

    private final FactStore factStore;
    private final OutputStatements outputStatements;
    private final DeclarationPayments declarationPayments;
    private final RecalculationQueue recalculationQueue;

    DecideFunding(
            FactStore factStore,
            OutputStatements outputStatements,
            DeclarationPayments declarationPayments,
            RecalculationQueue recalculationQueue) {
        this.factStore = factStore;
        this.outputStatements = outputStatements;
        this.declarationPayments = declarationPayments;
        this.recalculationQueue = recalculationQueue;
    }

    /** A participant and their declarations. */
    private record Subject(Participant participant, List<Declaration> declarations) {}

    /** Decides about participants with new facts. Their keys must be locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> causes) {
        return load(tx, causes).chain(facts -> decide(tx, facts, subjects(facts), causes));
    }

    /** Decides about participants who changed themselves. Ends the decisions about deleted and merged participants. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> causes) {
        return load(tx, causes).chain(facts -> {
            Map<String, Subject> subjects = subjects(facts);
            return end(tx, facts, subjects.keySet()).chain(() -> decide(tx, facts, subjects, causes));
        });
    }

    private Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Map<String, Cause> causes) {
        return factStore.load(tx, causes.keySet(), PARTICIPANT_CHANGES, DECLARATIONS, FUNDING_DECISIONS);
    }

    /** Leaves out participants that no school has reported yet, and merged ones: there is nothing to decide. */
    private static Map<String, Subject> subjects(Map<String, FactsOfKey> facts) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        facts.forEach((key, factsOfKey) -> DecisionFailed.about(key, () -> factsOfKey.snapshot(PARTICIPANT_CHANGES))
                .filter(participant -> participant.mergedInto().isEmpty())
                .ifPresent(participant -> subjects.put(key, new Subject(participant, declarations(key, factsOfKey)))));
        return subjects;
    }

    private static List<Declaration> declarations(String key, FactsOfKey factsOfKey) {
        return DecisionFailed.about(key, () -> factsOfKey.snapshot(DECLARATIONS))
                .map(Declarations::declarations)
                .orElse(List.of());
    }

    private Uni<Void> end(SqlConnection tx, Map<String, FactsOfKey> facts, Set<String> remaining) {
        List<String> gone =
                facts.keySet().stream().filter(key -> !remaining.contains(key)).toList();
        Map<UUID, UUID> merged = gone.stream()
                .flatMap(key -> facts.get(key).snapshot(PARTICIPANT_CHANGES).stream())
                .collect(toMap(
                        Participant::id, participant -> participant.mergedInto().orElseThrow()));
        List<UUID> deleted = gone.stream()
                .filter(key -> facts.get(key).snapshot(PARTICIPANT_CHANGES).isEmpty())
                .map(UUID::fromString)
                .toList();
        return factStore
                .tombstone(tx, FUNDING_DECISIONS, gone)
                .chain(() -> declarationPayments.moveToMerged(tx, merged))
                .chain(() -> declarationPayments.deleteUncounted(tx, deleted));
    }

    private Uni<Void> decide(
            SqlConnection tx, Map<String, FactsOfKey> facts, Map<String, Subject> subjects, Map<String, Cause> causes) {
        return outputStatements
                .lockForShare(tx, declared(subjects).map(ContractKey::of).collect(toSet()))
                .chain(outputs -> declarationPayments
                        .findAndLock(tx, declared(subjects).map(Declaration::id).toList())
                        .chain(stored -> {
                            Map<String, FundingOutcome> outcomes = new LinkedHashMap<>();
                            subjects.forEach((key, subject) -> outcomes.put(
                                    key,
                                    DecisionFailed.about(
                                            key,
                                            () -> Funding.decide(
                                                    subject.participant(),
                                                    subject.declarations(),
                                                    stored,
                                                    outputs,
                                                    facts.get(key)
                                                            .snapshot(FUNDING_DECISIONS)
                                                            .orElse(null)))));
                            return record(tx, facts, outcomes, causes);
                        }));
    }

    private static Stream<Declaration> declared(Map<String, Subject> subjects) {
        return subjects.values().stream().flatMap(subject -> subject.declarations().stream());
    }

    private Uni<Void> record(
            SqlConnection tx,
            Map<String, FactsOfKey> facts,
            Map<String, FundingOutcome> outcomes,
            Map<String, Cause> causes) {
        Map<String, Decision<FundingChange, FundingPosition>> decisions = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> decisions.put(key, new Decision<>(outcome.position(), outcome.changes())));
        Collection<PaymentUpdate> updates = outcomes.values().stream()
                .flatMap(outcome -> outcome.updates().stream())
                .filter(PaymentUpdate::isNew)
                .toList();
        Set<UUID> changedContracts =
                updates.stream().flatMap(one -> one.changedContract().stream()).collect(toSet());
        return declarationPayments
                .save(tx, updates)
                .chain(() -> factStore.saveDecisions(tx, FUNDING_DECISIONS, facts, decisions, causes))
                .chain(() -> changedContracts.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : recalculationQueue.add(tx, changedContracts));
    }
}
