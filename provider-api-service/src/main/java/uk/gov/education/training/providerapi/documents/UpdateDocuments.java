package uk.gov.education.training.providerapi.documents;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.facts.LoadedFacts;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.RefreshQueue;

/**
 * Stores the documents that lead providers see. A document is written only if it has changed, and its
 * {@code updated_at} moves only if the provider sees the change.
 */
@ApplicationScoped
public class UpdateDocuments {

    private final ProviderDocuments providerDocuments;
    private final RefreshQueue refreshQueue;
    private final UpdateSchoolTrainings updateSchoolTrainings;

    UpdateDocuments(
            ProviderDocuments providerDocuments,
            RefreshQueue refreshQueue,
            UpdateSchoolTrainings updateSchoolTrainings) {
        this.providerDocuments = providerDocuments;
        this.refreshQueue = refreshQueue;
        this.updateSchoolTrainings = updateSchoolTrainings;
    }

    /**
     * Updates the documents about participants, whose keys must be locked. The documents of their schools follow later,
     * and so does a participant whose facts are incomplete.
     *
     * @return all documents about them after the update
     */
    public Uni<List<ProviderDocument>> ofParticipants(SqlConnection tx, Collection<String> keys, LoadedFacts facts) {
        LocalDate today = LocalDate.now(London.ZONE);
        List<UUID> subjects = keys.stream().map(UUID::fromString).toList();
        List<Rendering> renderings = keys.stream()
                .flatMap(key -> DecisionFailed.about(key, () -> DocumentRenderer.of(facts, key, today)).stream())
                .toList();
        // First, because it locks nothing that others wait for.
        return updateSchoolTrainings
                .update(tx, keys, facts)
                .chain(() -> update(tx, subjects, renderings))
                .call(() -> refreshQueue.add(tx, facts.settled() ? List.of() : subjects));
    }

    /**
     * Updates documents. The subjects' keys must be locked.
     *
     * @param now all current documents about these subjects
     * @return all documents about them after the update
     */
    public Uni<List<ProviderDocument>> update(SqlConnection tx, Collection<UUID> subjects, List<Rendering> now) {
        return providerDocuments.ofSubjects(tx, subjects).chain(before -> write(tx, Changes.between(before, now)));
    }

    private Uni<List<ProviderDocument>> write(SqlConnection tx, Changes changes) {
        return providerDocuments
                .write(tx, changes.unseen)
                .chain(() -> providerDocuments.remove(tx, changes.removed))
                .chain(() -> refreshQueue.add(tx, changes.mentors))
                .chain(() -> writeChanged(tx, changes))
                .map(changed -> Stream.of(changes.same, changes.unseen, changed)
                        .flatMap(List::stream)
                        .toList());
    }

    private Uni<List<ProviderDocument>> writeChanged(SqlConnection tx, Changes changes) {
        if (changes.changed.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<UUID, Long> counts = changes.changed.stream().collect(groupingBy(Rendering::leadProviderId, counting()));
        return providerDocuments.nextUpdatedAt(tx, counts).chain(last -> {
            List<ProviderDocument> stamped = changes.stamped(counts, last);
            return providerDocuments.write(tx, stamped).replaceWith(stamped);
        });
    }

    /**
     * The changes from the stored documents to the new ones.
     *
     * @param changed documents with changes that providers see
     * @param unseen documents with changes that providers do not see
     * @param mentors the mentors in the changed documents, before and after
     */
    private record Changes(
            List<Rendering> changed,
            List<ProviderDocument> unseen,
            List<ProviderDocument> same,
            Collection<ProviderDocument> removed,
            Set<UUID> mentors) {

        static Changes between(List<ProviderDocument> before, List<Rendering> now) {
            Map<ProviderDocument.Key, ProviderDocument> left =
                    new HashMap<>(before.stream().collect(toMap(ProviderDocument::key, document -> document)));
            Changes changes = new Changes(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), left.values(), new HashSet<>());
            now.forEach(rendering -> changes.compare(left.remove(rendering.key()), rendering));
            left.values().forEach(removed -> changes.mentors.addAll(DocumentRenderer.mentors(removed.tags())));
            return changes;
        }

        private void compare(@Nullable ProviderDocument before, Rendering now) {
            if (before == null || !before.json().equals(now.json().updatedAt(before.updatedAt()))) {
                changed.add(now);
                noteMentors(before == null ? Set.of() : before.tags(), now.tags());
                return;
            }
            ProviderDocument kept = now.document(before.updatedAt());
            (before.equals(kept) ? same : unseen).add(kept);
        }

        private void noteMentors(Set<String> before, Set<String> now) {
            Set<UUID> had = DocumentRenderer.mentors(before);
            Set<UUID> has = DocumentRenderer.mentors(now);
            if (!had.equals(has)) {
                mentors.addAll(had);
                mentors.addAll(has);
            }
        }

        /** The changed documents with their new times, in order, a microsecond apart. */
        List<ProviderDocument> stamped(Map<UUID, Long> counts, Map<UUID, Instant> last) {
            Map<UUID, Long> given = new HashMap<>();
            return changed.stream()
                    .map(rendering -> {
                        UUID provider = rendering.leadProviderId();
                        long nth = given.merge(provider, 1L, Long::sum);
                        return rendering.document(
                                last.get(provider).minus(counts.get(provider) - nth, ChronoUnit.MICROS));
                    })
                    .toList();
        }
    }
}
