package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toMap;
import static uk.gov.education.training.events.Topics.PARTICIPANT_CHANGES;
import static uk.gov.education.training.events.Topics.TRAINING_CHANGES;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.Participant;
import uk.gov.education.training.events.TrainingChange;
import uk.gov.education.training.events.TrainingChange.ReportsTakenOver;
import uk.gov.education.training.events.TrainingReports;
import uk.gov.education.training.events.delivery.Cause;
import uk.gov.education.training.events.delivery.Decision;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Held;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.providerapi.domain.MergedReports;

/**
 * What lead providers reported goes where the participant goes: into the record that this one was merged into, or, with
 * a participant who was deleted, to its end.
 */
@ApplicationScoped
public class MoveReports {

    private final Facts facts;

    MoveReports(Facts facts) {
        this.facts = facts;
    }

    /**
     * Follows participants of whom something new is known. Their keys are locked.
     *
     * @return the keys of everyone whom it concerns: these and those whose records took others over
     */
    public Uni<Set<String>> follow(SqlConnection tx, Map<String, Cause> moved) {
        return reported(tx, moved.keySet()).chain(held -> facts.end(tx, TRAINING_CHANGES, deleted(held))
                .chain(() -> destinations(tx, merged(held)))
                .chain(destinations ->
                        takeOver(tx, held, destinations, moved).map(taking -> union(moved.keySet(), taking))));
    }

    /** Few participants have reports, so no more is read about the others. */
    private Uni<Map<String, Held>> reported(SqlConnection tx, Collection<String> keys) {
        return facts.load(tx, keys, TRAINING_CHANGES).chain(held -> {
            held.values().removeIf(about -> about.version(TRAINING_CHANGES) == 0);
            return held.isEmpty()
                    ? Uni.createFrom().item(held)
                    : facts.load(tx, held.keySet(), PARTICIPANT_CHANGES, TRAINING_CHANGES);
        });
    }

    private static List<String> deleted(Map<String, Held> held) {
        return held.values().stream()
                .filter(about -> about.version(PARTICIPANT_CHANGES) == 0)
                .map(Held::key)
                .toList();
    }

    /** From which record into which. */
    private static Map<String, String> merged(Map<String, Held> held) {
        Map<String, String> merged = new HashMap<>();
        held.values().forEach(about -> mergedInto(about).ifPresent(into -> merged.put(about.key(), into)));
        return merged;
    }

    /** Into which record in the end, since one that takes over may have been merged in its turn. Locks those. */
    private Uni<Map<String, String>> destinations(SqlConnection tx, Map<String, String> merged) {
        if (merged.isEmpty()) {
            return Uni.createFrom().item(merged);
        }
        Set<String> into = new HashSet<>(merged.values());
        return facts.lock(tx, into)
                .chain(() -> facts.load(tx, into, PARTICIPANT_CHANGES))
                .map(MoveReports::merged)
                .chain(further -> further.isEmpty()
                        ? Uni.createFrom().item(merged)
                        : destinations(
                                tx,
                                merged.entrySet().stream()
                                        .collect(toMap(
                                                Map.Entry::getKey,
                                                entry -> further.getOrDefault(entry.getValue(), entry.getValue())))));
    }

    private Uni<Set<String>> takeOver(
            SqlConnection tx, Map<String, Held> sources, Map<String, String> destinations, Map<String, Cause> causes) {
        if (destinations.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        Set<String> taking = new HashSet<>(destinations.values());
        return facts.load(tx, taking, TRAINING_CHANGES)
                .chain(held -> {
                    Map<String, Decision<TrainingChange, TrainingReports>> decisions = new HashMap<>();
                    Map<String, Cause> becauseOf = new HashMap<>();
                    destinations.forEach((from, into) -> {
                        decisions.merge(into, decision(sources.get(from), held.get(into)), MoveReports::both);
                        becauseOf.put(into, causes.get(from));
                    });
                    return facts.decided(tx, TRAINING_CHANGES, held, decisions, becauseOf);
                })
                .chain(() -> facts.end(tx, TRAINING_CHANGES, destinations.keySet()))
                .replaceWith(taking);
    }

    private static Decision<TrainingChange, TrainingReports> decision(Held source, Held destination) {
        return Undecidable.about(source.key(), () -> {
            UUID into = UUID.fromString(destination.key());
            TrainingReports own =
                    destination.snapshot(TRAINING_CHANGES).orElseGet(() -> new TrainingReports(into, List.of()));
            TrainingReports both =
                    MergedReports.of(own, source.snapshot(TRAINING_CHANGES).orElseThrow());
            return new Decision<>(
                    both, both.equals(own) ? List.of() : List.of(new ReportsTakenOver(UUID.fromString(source.key()))));
        });
    }

    /** One record takes over two at once. */
    private static Decision<TrainingChange, TrainingReports> both(
            Decision<TrainingChange, TrainingReports> one, Decision<TrainingChange, TrainingReports> other) {
        List<TrainingChange> changes = new ArrayList<>(one.changes());
        changes.addAll(other.changes());
        return new Decision<>(MergedReports.of(one.snapshot(), other.snapshot()), changes);
    }

    private static Optional<String> mergedInto(Held held) {
        return Undecidable.about(held.key(), () -> held.snapshot(PARTICIPANT_CHANGES)
                .flatMap(Participant::mergedInto)
                .map(UUID::toString));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
