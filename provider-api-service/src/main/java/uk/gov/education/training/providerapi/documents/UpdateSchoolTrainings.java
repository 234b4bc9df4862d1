package uk.gov.education.training.providerapi.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.providerapi.domain.reference.SchoolTraining;
import uk.gov.education.training.providerapi.domain.reference.SchoolTrainings;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;
import uk.gov.education.training.providerapi.store.StoredTrainings;

/**
 * Stores the training of participants by school, and queues the schools at which it changed. Most changes are others.
 */
@ApplicationScoped
class UpdateSchoolTrainings {

    private final StoredTrainings storedTrainings;
    private final SchoolRefreshQueue schoolRefreshQueue;

    UpdateSchoolTrainings(StoredTrainings storedTrainings, SchoolRefreshQueue schoolRefreshQueue) {
        this.storedTrainings = storedTrainings;
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /** @param keys the participants, whose keys must be locked */
    Uni<Void> update(SqlConnection tx, Collection<String> keys, LoadedFacts facts) {
        List<UUID> participants = keys.stream().map(UUID::fromString).toList();
        Map<UUID, Set<SchoolTraining>> now = byParticipant(keys.stream().flatMap(key -> facts.participant(key).stream()
                .flatMap(about -> DecisionFailed.about(key, () -> SchoolTrainings.of(about)).stream())));
        return storedTrainings.ofParticipants(tx, participants).chain(stored -> {
            Map<UUID, Set<SchoolTraining>> before = byParticipant(stored.stream());
            List<UUID> changed = participants.stream()
                    .filter(id -> !of(id, before).equals(of(id, now)))
                    .toList();
            if (changed.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return storedTrainings
                    .replace(
                            tx,
                            changed,
                            changed.stream().flatMap(id -> of(id, now).stream()).toList())
                    .chain(() -> schoolRefreshQueue.add(
                            tx,
                            changed.stream()
                                    .flatMap(id -> difference(of(id, before), of(id, now)))
                                    .map(SchoolTraining::schoolUrn)
                                    .collect(toSet())));
        });
    }

    private static Map<UUID, Set<SchoolTraining>> byParticipant(Stream<SchoolTraining> trainings) {
        return trainings.collect(groupingBy(SchoolTraining::participantId, toSet()));
    }

    private static Set<SchoolTraining> of(UUID participantId, Map<UUID, Set<SchoolTraining>> trainings) {
        return trainings.getOrDefault(participantId, Set.of());
    }

    private static Stream<SchoolTraining> difference(Set<SchoolTraining> some, Set<SchoolTraining> others) {
        Set<SchoolTraining> in = new HashSet<>(some);
        in.addAll(others);
        return in.stream().filter(training -> !(some.contains(training) && others.contains(training)));
    }
}
