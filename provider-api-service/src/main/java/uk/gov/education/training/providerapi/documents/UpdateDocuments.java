package uk.gov.education.training.providerapi.documents;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocuments;
import uk.gov.education.training.providerapi.store.RefreshQueue;

/**
 * Writes what lead providers are to see. A document is written, and its {@code updated_at} moves, only if what this
 * provider sees is different.
 */
@ApplicationScoped
public class UpdateDocuments {

    private final ProviderDocuments documents;
    private final RefreshQueue later;

    UpdateDocuments(ProviderDocuments documents, RefreshQueue later) {
        this.documents = documents;
        this.later = later;
    }

    /**
     * Makes documents what they should be. The subjects' keys must be locked.
     *
     * @param now all that lead providers are to see of these subjects
     */
    public Uni<Void> rewrite(SqlConnection tx, Collection<UUID> subjects, List<Rendering> now) {
        return documents.of(tx, subjects).chain(before -> write(tx, Changes.between(before, now)));
    }

    private Uni<Void> write(SqlConnection tx, Changes changes) {
        Uni<Void> unchanged = documents
                .write(tx, changes.unseen)
                .chain(() -> documents.remove(tx, changes.gone))
                .chain(() -> later.add(tx, changes.mentors));
        if (changes.moved.isEmpty()) {
            return unchanged;
        }
        Map<UUID, Long> counts = changes.moved.stream().collect(groupingBy(Rendering::leadProviderId, counting()));
        return unchanged
                .chain(() -> documents.tick(tx, counts))
                .chain(last -> documents.write(tx, changes.stamped(counts, last)));
    }

    /**
     * What is different from the documents that providers have.
     *
     * @param unseen what is different about them is not what providers see
     * @param mentors whom somebody has, or had, in a document that is different
     */
    private record Changes(
            List<Rendering> moved,
            List<ProviderDocument> unseen,
            Collection<ProviderDocument> gone,
            Set<UUID> mentors) {

        static Changes between(List<ProviderDocument> before, List<Rendering> now) {
            Map<ProviderDocument.Key, ProviderDocument> left =
                    new HashMap<>(before.stream().collect(toMap(ProviderDocument::key, document -> document)));
            Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), left.values(), new HashSet<>());
            now.forEach(rendering -> changes.compare(left.remove(rendering.key()), rendering));
            left.values().forEach(gone -> changes.mentors.addAll(DocumentRenderer.mentors(gone.tags())));
            return changes;
        }

        private void compare(@Nullable ProviderDocument before, Rendering now) {
            if (before == null || !before.json().equals(now.json().updatedAt(before.updatedAt()))) {
                moved.add(now);
                noteMentors(before == null ? Set.of() : before.tags(), now.tags());
                return;
            }
            ProviderDocument same = now.document(before.updatedAt());
            if (!before.equals(same)) {
                unseen.add(same);
            }
        }

        private void noteMentors(Set<String> before, Set<String> now) {
            Set<UUID> had = DocumentRenderer.mentors(before);
            Set<UUID> has = DocumentRenderer.mentors(now);
            if (!had.equals(has)) {
                mentors.addAll(had);
                mentors.addAll(has);
            }
        }

        /** The documents with the times that they were given, in order, a microsecond apart. */
        List<ProviderDocument> stamped(Map<UUID, Long> counts, Map<UUID, Instant> last) {
            Map<UUID, Long> given = new HashMap<>();
            return moved.stream()
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
