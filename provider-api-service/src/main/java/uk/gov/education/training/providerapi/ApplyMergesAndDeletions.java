package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.DECLARATIONS;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import uk.gov.education.training.events.DeclarationChange;
import uk.gov.education.training.events.DeclarationChange.DeclarationVoided;
import uk.gov.education.training.events.DeclarationChange.DeclarationsTakenOver;
import uk.gov.education.training.events.Declarations;
import uk.gov.education.training.events.Declarations.Declaration;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.ReportsTakenOver;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.Decision;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.platform.web.IdempotencyKeys;
import uk.gov.education.training.providerapi.domain.declarations.MergedDeclarations;
import uk.gov.education.training.providerapi.domain.training.MergedReports;

/**
 * Moves reports and declarations about a merged participant to the remaining record, and deletes those about a deleted
 * participant. A merge is refused if the same was declared about both records. If both were declared at the moment of
 * the merge, this use case voids the later declaration.
 */
@ApplicationScoped
public class ApplyMergesAndDeletions {

    private final FactStore factStore;
    private final IdempotencyKeys idempotencyKeys;

    ApplyMergesAndDeletions(FactStore factStore, IdempotencyKeys idempotencyKeys) {
        this.factStore = factStore;
        this.idempotencyKeys = idempotencyKeys;
    }

    /**
     * One kind of report: about training, or declarations.
     *
     * @param nothing the reports about a participant who has none
     * @param merge combines the own reports with another record's
     * @param takenOver the change that takes over another record's reports
     * @param settle removes contradictions between the two, at the time of the merge
     */
    private record Reports<C, S>(
            Topic<C, S> topic,
            Function<UUID, S> nothing,
            BinaryOperator<S> merge,
            Function<UUID, C> takenOver,
            BiFunction<S, Instant, Decision<C, S>> settle) {}

    private static final Reports<TrainingChange, TrainingReports> TRAINING = new Reports<>(
            TRAINING_CHANGES,
            id -> new TrainingReports(id, List.of()),
            MergedReports::of,
            ReportsTakenOver::new,
            (both, at) -> new Decision<>(both, List.of()));
    private static final Reports<DeclarationChange, Declarations> DECLARED = new Reports<>(
            DECLARATIONS,
            id -> new Declarations(id, List.of()),
            MergedDeclarations::of,
            DeclarationsTakenOver::new,
            ApplyMergesAndDeletions::withoutDoubles);

    /**
     * Applies new facts about participants, whose keys are locked.
     *
     * @return the keys of all affected participants: these, and those who took over reports
     */
    public Uni<Set<String>> follow(SqlConnection tx, Map<String, Cause> moved) {
        return follow(tx, TRAINING, moved)
                .chain(taking -> follow(tx, DECLARED, moved).map(more -> union(moved.keySet(), union(taking, more))));
    }

    private <C, S> Uni<Set<String>> follow(SqlConnection tx, Reports<C, S> reports, Map<String, Cause> moved) {
        return reported(tx, reports.topic(), moved.keySet())
                .chain(factsOfKey -> delete(tx, reports.topic(), deleted(factsOfKey))
                        .chain(() -> destinations(tx, merged(factsOfKey)))
                        .chain(destinations -> takeOver(tx, reports, factsOfKey, destinations, moved)));
    }

    /** Deletes reports about participants, with the answers that are stored under Idempotency-Keys. */
    private Uni<Void> delete(SqlConnection tx, Topic<?, ?> topic, List<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : factStore
                        .tombstone(tx, topic, keys)
                        .chain(() -> idempotencyKeys.deleteAnswersAbout(
                                tx, keys.stream().map(UUID::fromString).toList()));
    }

    /** Loads participants with reports. Few have any, so nothing else is read about the others. */
    private Uni<Map<String, FactsOfKey>> reported(SqlConnection tx, Topic<?, ?> topic, Collection<String> keys) {
        return factStore.load(tx, keys, topic).chain(factsOfKey -> {
            factsOfKey.values().removeIf(about -> about.version(topic) == 0);
            return factsOfKey.isEmpty()
                    ? Uni.createFrom().item(factsOfKey)
                    : factStore.load(tx, factsOfKey.keySet(), PARTICIPANT_CHANGES, topic);
        });
    }

    private static List<String> deleted(Map<String, FactsOfKey> factsOfKey) {
        return factsOfKey.values().stream()
                .filter(about -> about.version(PARTICIPANT_CHANGES) == 0)
                .map(FactsOfKey::key)
                .toList();
    }

    /** Returns the merged records with the remaining ones. */
    private static Map<String, String> merged(Map<String, FactsOfKey> factsOfKey) {
        Map<String, String> merged = new HashMap<>();
        factsOfKey.values().forEach(about -> mergedInto(about).ifPresent(into -> merged.put(about.key(), into)));
        return merged;
    }

    /** Follows chains of merges to the remaining record and locks it. */
    private Uni<Map<String, String>> destinations(SqlConnection tx, Map<String, String> merged) {
        if (merged.isEmpty()) {
            return Uni.createFrom().item(merged);
        }
        Set<String> into = new HashSet<>(merged.values());
        return factStore
                .lock(tx, into)
                .chain(() -> factStore.load(tx, into, PARTICIPANT_CHANGES))
                .map(ApplyMergesAndDeletions::merged)
                .chain(further -> further.isEmpty()
                        ? Uni.createFrom().item(merged)
                        : destinations(
                                tx,
                                merged.entrySet().stream()
                                        .collect(toMap(
                                                Map.Entry::getKey,
                                                entry -> further.getOrDefault(entry.getValue(), entry.getValue())))));
    }

    private <C, S> Uni<Set<String>> takeOver(
            SqlConnection tx,
            Reports<C, S> reports,
            Map<String, FactsOfKey> sources,
            Map<String, String> destinations,
            Map<String, Cause> causes) {
        if (destinations.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Set<String> taking = new HashSet<>(destinations.values());
        return factStore
                .load(tx, taking, reports.topic())
                .chain(factsOfKey -> {
                    Map<String, Decision<C, S>> decisions = new HashMap<>();
                    Map<String, Cause> becauseOf = new HashMap<>();
                    destinations.forEach((from, into) -> {
                        decisions.merge(
                                into,
                                decision(reports, sources.get(from), factsOfKey.get(into)),
                                (one, other) -> both(reports, one, other));
                        becauseOf.put(into, causes.get(from));
                    });
                    decisions.replaceAll((into, decision) ->
                            settled(reports, decision, becauseOf.get(into).at()));
                    return factStore.saveDecisions(tx, reports.topic(), factsOfKey, decisions, becauseOf);
                })
                .chain(() -> factStore.tombstone(tx, reports.topic(), destinations.keySet()))
                .replaceWith(taking);
    }

    private static <C, S> Decision<C, S> decision(Reports<C, S> reports, FactsOfKey source, FactsOfKey destination) {
        return DecisionFailed.about(source.key(), () -> {
            S own = destination.snapshot(reports.topic()).orElseGet(() -> reports.nothing()
                    .apply(UUID.fromString(destination.key())));
            S both = reports.merge().apply(own, source.snapshot(reports.topic()).orElseThrow());
            return new Decision<>(
                    both,
                    both.equals(own) ? List.of() : List.of(reports.takenOver().apply(UUID.fromString(source.key()))));
        });
    }

    /** Combines two decisions: one record takes over two at once. */
    private static <C, S> Decision<C, S> both(Reports<C, S> reports, Decision<C, S> one, Decision<C, S> other) {
        return new Decision<>(
                reports.merge().apply(one.snapshot(), other.snapshot()), and(one.changes(), other.changes()));
    }

    private static <C> List<C> and(List<C> some, List<C> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static <C, S> Decision<C, S> settled(Reports<C, S> reports, Decision<C, S> merged, Instant at) {
        Decision<C, S> settled = reports.settle().apply(merged.snapshot(), at);
        return new Decision<>(settled.snapshot(), and(merged.changes(), settled.changes()));
    }

    /** Voids the second of two equal declarations, so that no one is paid twice for one person. */
    private static Decision<DeclarationChange, Declarations> withoutDoubles(Declarations both, Instant at) {
        Declarations settled = both;
        List<DeclarationChange> changes = new ArrayList<>();
        for (Declaration second : MergedDeclarations.doubles(both)) {
            Instant submittedAt = second.submittedAt();
            settled = settled.voided(second.id(), submittedAt.isAfter(at) ? submittedAt : at);
            changes.add(new DeclarationVoided(second.id(), second.leadProviderId()));
        }
        return new Decision<>(settled, changes);
    }

    private static Optional<String> mergedInto(FactsOfKey factsOfKey) {
        return DecisionFailed.about(factsOfKey.key(), () -> factsOfKey
                .snapshot(PARTICIPANT_CHANGES)
                .flatMap(Participant::mergedInto)
                .map(UUID::toString));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
