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
 * Decides whose training can be funded and where each declaration's money stands, and publishes what changed.
 *
 * <p>Locks are always taken in the same order: the participants' keys, the statements, the declarations, the contracts.
 */
@ApplicationScoped
public class DecideFunding {

    private final FactStore factStore;
    private final OutputStatements statements;
    private final DeclarationPayments payments;
    private final RecalculationQueue recalculationQueue;

    DecideFunding(
            FactStore factStore,
            OutputStatements statements,
            DeclarationPayments payments,
            RecalculationQueue recalculationQueue) {
        this.factStore = factStore;
        this.statements = statements;
        this.payments = payments;
        this.recalculationQueue = recalculationQueue;
    }

    /** A participant who takes part, and what has been declared about them. */
    private record Subject(Participant participant, List<Declaration> declarations) {}

    /** Decides about participants of whom something new is known. Their keys are locked. */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(held -> decide(tx, held, subjects(held), moved));
    }

    /** Likewise when participants themselves moved: about whoever was deleted or merged away nothing is decided. */
    public Uni<Void> onParticipants(SqlConnection tx, Map<String, Cause> moved) {
        return load(tx, moved).chain(held -> {
            Map<String, Subject> subjects = subjects(held);
            return end(tx, held, subjects.keySet()).chain(() -> decide(tx, held, subjects, moved));
        });
    }

    private Uni<Map<String, FactsOfKey>> load(SqlConnection tx, Map<String, Cause> moved) {
        return factStore.load(tx, moved.keySet(), PARTICIPANT_CHANGES, DECLARATIONS, FUNDING_DECISIONS);
    }

    /**
     * Nothing can be decided about somebody whom no school has reported yet, and nothing more about a merged record.
     */
    private static Map<String, Subject> subjects(Map<String, FactsOfKey> held) {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        held.forEach((key, factStore) -> DecisionFailed.about(key, () -> factStore.snapshot(PARTICIPANT_CHANGES))
                .filter(participant -> participant.mergedInto().isEmpty())
                .ifPresent(participant -> subjects.put(key, new Subject(participant, declarations(key, factStore)))));
        return subjects;
    }

    private static List<Declaration> declarations(String key, FactsOfKey factStore) {
        return DecisionFailed.about(key, () -> factStore.snapshot(DECLARATIONS))
                .map(Declarations::declarations)
                .orElse(List.of());
    }

    private Uni<Void> end(SqlConnection tx, Map<String, FactsOfKey> held, Set<String> stay) {
        List<String> gone =
                held.keySet().stream().filter(key -> !stay.contains(key)).toList();
        Map<UUID, UUID> merged = gone.stream()
                .flatMap(key -> held.get(key).snapshot(PARTICIPANT_CHANGES).stream())
                .collect(toMap(
                        Participant::id, participant -> participant.mergedInto().orElseThrow()));
        List<UUID> deleted = gone.stream()
                .filter(key -> held.get(key).snapshot(PARTICIPANT_CHANGES).isEmpty())
                .map(UUID::fromString)
                .toList();
        return factStore
                .tombstone(tx, FUNDING_DECISIONS, gone)
                .chain(() -> payments.handOver(tx, merged))
                .chain(() -> payments.forget(tx, deleted));
    }

    private Uni<Void> decide(
            SqlConnection tx, Map<String, FactsOfKey> held, Map<String, Subject> subjects, Map<String, Cause> moved) {
        return statements
                .hold(tx, declared(subjects).map(ContractKey::of).collect(toSet()))
                .chain(outputs -> payments.of(
                                tx, declared(subjects).map(Declaration::id).toList())
                        .chain(kept -> {
                            Map<String, FundingOutcome> outcomes = new LinkedHashMap<>();
                            subjects.forEach((key, subject) -> outcomes.put(
                                    key,
                                    DecisionFailed.about(
                                            key,
                                            () -> Funding.decide(
                                                    subject.participant(),
                                                    subject.declarations(),
                                                    kept,
                                                    outputs,
                                                    held.get(key)
                                                            .snapshot(FUNDING_DECISIONS)
                                                            .orElse(null)))));
                            return record(tx, held, outcomes, moved);
                        }));
    }

    private static Stream<Declaration> declared(Map<String, Subject> subjects) {
        return subjects.values().stream().flatMap(subject -> subject.declarations().stream());
    }

    private Uni<Void> record(
            SqlConnection tx,
            Map<String, FactsOfKey> held,
            Map<String, FundingOutcome> outcomes,
            Map<String, Cause> moved) {
        Map<String, Decision<FundingChange, FundingPosition>> decisions = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> decisions.put(key, new Decision<>(outcome.position(), outcome.changes())));
        Collection<PaymentUpdate> settled = outcomes.values().stream()
                .flatMap(outcome -> outcome.settled().stream())
                .filter(PaymentUpdate::isNew)
                .toList();
        Set<UUID> stale =
                settled.stream().flatMap(one -> one.changedContract().stream()).collect(toSet());
        return payments.save(tx, settled)
                .chain(() -> factStore.saveDecisions(tx, FUNDING_DECISIONS, held, decisions, moved))
                .chain(() -> stale.isEmpty() ? Uni.createFrom().voidItem() : recalculationQueue.mark(tx, stale));
    }
}
