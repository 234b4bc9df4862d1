package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.London;
import uk.gov.education.training.events.delivery.Facts;
import uk.gov.education.training.events.delivery.Undecidable;
import uk.gov.education.training.providerapi.KnownParticipants.Known;
import uk.gov.education.training.providerapi.domain.Enrolment;
import uk.gov.education.training.providerapi.domain.ParticipantView;
import uk.gov.education.training.providerapi.store.ProviderDocument;
import uk.gov.education.training.providerapi.store.ProviderDocument.FoundBy;
import uk.gov.education.training.providerapi.store.ProviderDocuments;

/**
 * Brings the documents of participants up to date with the facts. A provider's document is written, and its
 * {@code updated_at} moves, only if what this provider sees is different.
 */
@ApplicationScoped
public class RefreshParticipants {

    private final Pool pool;
    private final Facts facts;
    private final KnownParticipants known;
    private final ProviderDocuments documents;

    RefreshParticipants(Pool pool, Facts facts, KnownParticipants known, ProviderDocuments documents) {
        this.pool = pool;
        this.facts = facts;
        this.known = known;
        this.documents = documents;
    }

    /** Refreshes participants whose keys the transaction holds. */
    public Uni<Void> refresh(SqlConnection tx, Collection<String> keys) {
        LocalDate today = LocalDate.now(London.ZONE);
        return known.load(tx, keys).chain(found -> documents
                .of(tx, keys.stream().map(UUID::fromString).toList())
                .chain(before -> write(tx, Changes.between(before, found, today))));
    }

    /** Refreshes participants on their own, as when the calendar has turned. */
    public Uni<Void> refresh(Collection<String> keys) {
        return pool.withTransaction(tx -> facts.lock(tx, keys).chain(() -> refresh(tx, keys)));
    }

    private Uni<Void> write(SqlConnection tx, Changes changes) {
        Uni<Void> unchanged = documents.write(tx, changes.datesOnly).chain(() -> documents.remove(tx, changes.gone));
        if (changes.moved.isEmpty()) {
            return unchanged;
        }
        Map<UUID, Long> counts = changes.moved.stream().collect(groupingBy(Changes.Moved::leadProviderId, counting()));
        return unchanged
                .chain(() -> documents.tick(tx, counts))
                .chain(last -> documents.write(tx, changes.stamped(counts, last)));
    }

    /** What is different from the documents that providers have. */
    private record Changes(List<Moved> moved, List<ProviderDocument> datesOnly, List<ProviderDocument> gone) {

        private record Moved(UUID leadProviderId, ParticipantView view) {}

        static Changes between(List<ProviderDocument> before, Known found, LocalDate today) {
            Map<List<UUID>, ProviderDocument> left = new HashMap<>(
                    before.stream().collect(toMap(d -> List.of(d.leadProviderId(), d.participantId()), d -> d)));
            Changes changes = new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            found.held()
                    .keySet()
                    .forEach(key -> Undecidable.about(key, () -> {
                        found.about(key)
                                .ifPresent(facts -> facts.leadProviders().forEach(leadProviderId -> {
                                    ParticipantView view = ParticipantView.of(leadProviderId, facts, today)
                                            .orElseThrow();
                                    changes.compare(
                                            leadProviderId,
                                            left.remove(List.of(leadProviderId, view.participantId())),
                                            view);
                                }));
                        return key;
                    }));
            changes.gone.addAll(left.values());
            return changes;
        }

        private void compare(UUID leadProviderId, @Nullable ProviderDocument before, ParticipantView view) {
            if (before == null || !before.json().equals(ParticipantJson.of(view, before.updatedAt()))) {
                moved.add(new Moved(leadProviderId, view));
            } else if (!Objects.equals(before.nextChangeOn(), view.nextChangeOn())) {
                datesOnly.add(document(leadProviderId, view, before.updatedAt()));
            }
        }

        /** The documents with the times that they were given, in order, a microsecond apart. */
        List<ProviderDocument> stamped(Map<UUID, Long> counts, Map<UUID, Instant> last) {
            Map<UUID, Long> given = new HashMap<>();
            return moved.stream()
                    .map(change -> {
                        UUID provider = change.leadProviderId();
                        long nth = given.merge(provider, 1L, Long::sum);
                        Instant updatedAt = last.get(provider).minus(counts.get(provider) - nth, ChronoUnit.MICROS);
                        return document(provider, change.view(), updatedAt);
                    })
                    .toList();
        }

        private static ProviderDocument document(UUID leadProviderId, ParticipantView view, Instant updatedAt) {
            return new ProviderDocument(
                    leadProviderId,
                    view.participantId(),
                    ParticipantJson.of(view, updatedAt),
                    view.createdAt(),
                    updatedAt,
                    view.nextChangeOn(),
                    foundBy(view));
        }

        private static FoundBy foundBy(ParticipantView view) {
            return new FoundBy(
                    view.enrolments().stream().map(Enrolment::cohort).toList(),
                    view.enrolments().stream()
                            .map(enrolment -> enrolment.trainingStatus().name().toLowerCase(Locale.ROOT))
                            .toList(),
                    view.idChanges().stream()
                            .map(change -> change.fromParticipantId().toString())
                            .toList());
        }
    }
}
