package uk.gov.education.training.providerapi;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.events.London;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.documents.DocumentRenderer.Rendering;
import uk.gov.education.training.providerapi.documents.ReferenceRenderer;
import uk.gov.education.training.providerapi.documents.UpdateDocuments;
import uk.gov.education.training.providerapi.facts.LoadSchoolFacts;
import uk.gov.education.training.providerapi.store.RefreshQueue;
import uk.gov.education.training.providerapi.store.SchoolRefreshQueue;
import uk.gov.education.training.providerapi.store.Schools;
import uk.gov.education.training.providerapi.store.StoredTrainings;

/** Updates the documents about schools and their partnerships, of every lead provider and cohort. */
@ApplicationScoped
public class RefreshSchools {

    private final FactStore factStore;
    private final Schools schools;
    private final LoadSchoolFacts loadSchoolFacts;
    private final UpdateDocuments updateDocuments;
    private final StoredTrainings storedTrainings;
    private final RefreshQueue refreshQueue;
    private final SchoolRefreshQueue schoolRefreshQueue;

    RefreshSchools(
            FactStore factStore,
            Schools schools,
            LoadSchoolFacts loadSchoolFacts,
            UpdateDocuments updateDocuments,
            StoredTrainings storedTrainings,
            RefreshQueue refreshQueue,
            SchoolRefreshQueue schoolRefreshQueue) {
        this.factStore = factStore;
        this.schools = schools;
        this.loadSchoolFacts = loadSchoolFacts;
        this.updateDocuments = updateDocuments;
        this.storedTrainings = storedTrainings;
        this.refreshQueue = refreshQueue;
        this.schoolRefreshQueue = schoolRefreshQueue;
    }

    /**
     * Queues schools that have changed, because each has a document for every lead provider and cohort, and one poll
     * brings hundreds of schools. Removes the documents of deleted schools at once.
     *
     * @param moved the keys of the schools, which are locked
     */
    public Uni<Void> on(SqlConnection tx, Map<String, Cause> moved) {
        List<UUID> ids = moved.keySet().stream().map(UUID::fromString).toList();
        return schools.saveUrns(tx, moved.keySet())
                .chain(() -> schools.urns(tx, ids))
                .chain(urns -> schoolRefreshQueue
                        .addBulk(tx, oneForEachSchool(urns))
                        .chain(() -> {
                            Set<UUID> deleted = new HashSet<>(ids);
                            deleted.removeAll(urns.values());
                            return refreshOneByOne(tx, deleted);
                        }));
    }

    private static Collection<String> oneForEachSchool(Map<String, UUID> urns) {
        Map<UUID, String> bySchool = new HashMap<>();
        urns.forEach((urn, id) -> bySchool.put(id, urn));
        return bySchool.values();
    }

    /**
     * Locks and refreshes the schools that have, or had, these URNs. Ignores URNs of no school. Participants there
     * follow later if another partnership may have taken over from theirs.
     */
    public Uni<Void> lockAndRefresh(SqlConnection tx, Collection<String> urns) {
        return schools.find(tx, urns)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : factStore
                                .lock(tx, ids.stream().map(UUID::toString).toList())
                                .chain(() -> refresh(tx, ids)))
                .chain(() -> storedTrainings.movedToDeletedPartnerships(tx, urns))
                .chain(participants -> refreshQueue.add(tx, participants));
    }

    /** So that only the documents of one school are in memory. */
    private Uni<Void> refreshOneByOne(SqlConnection tx, Collection<UUID> ids) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID id : ids) {
            all = all.chain(() -> refresh(tx, List.of(id)));
        }
        return all;
    }

    private Uni<Void> refresh(SqlConnection tx, Collection<UUID> ids) {
        LocalDate today = LocalDate.now(London.ZONE);
        return loadSchoolFacts
                .load(tx, ids)
                .chain(
                        loaded -> {
                            List<Rendering> renderings = loaded.stream()
                                    .flatMap(facts -> DecisionFailed.about(
                                            facts.school().id().toString(), () -> ReferenceRenderer.of(facts, today))
                                            .stream())
                                    .toList();
                            return updateDocuments.update(tx, ids, renderings);
                        })
                .replaceWithVoid();
    }
}
