package uk.gov.education.training.providerapi;

import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.SCHOOLS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.messaging.DecisionFailed;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.platform.messaging.FactsOfKey;
import uk.gov.education.training.providerapi.domain.participants.SchoolUplift;
import uk.gov.education.training.providerapi.store.RefreshQueue;
import uk.gov.education.training.providerapi.store.SchoolUplifts;

/**
 * Refreshes participants when the uplifts that they show may change: those of a school at which they train, or whether
 * uplift fees are paid in a cohort. Declarations keep the uplifts with which they were submitted.
 */
@ApplicationScoped
public class RefreshOnUpliftChange {

    private final FactStore factStore;
    private final SchoolUplifts schoolUplifts;
    private final RefreshQueue refreshQueue;

    RefreshOnUpliftChange(FactStore factStore, SchoolUplifts schoolUplifts, RefreshQueue refreshQueue) {
        this.factStore = factStore;
        this.schoolUplifts = schoolUplifts;
        this.refreshQueue = refreshQueue;
    }

    /** @param moved the keys of the schools, which are locked */
    public Uni<Void> onSchools(SqlConnection tx, Map<String, Cause> moved) {
        List<UUID> ids = moved.keySet().stream().map(UUID::fromString).toList();
        return factStore.load(tx, moved.keySet(), SCHOOLS).chain(stored -> schoolUplifts
                .ofSchools(tx, ids)
                .chain(before -> store(tx, ids, before, now(stored.values(), before))));
    }

    /** @param moved the keys of the contract periods */
    public Uni<Void> onContractPeriods(SqlConnection tx, Map<String, Cause> moved) {
        List<Integer> cohorts = moved.keySet().stream().map(Integer::valueOf).toList();
        return schoolUplifts
                .lock(tx)
                .chain(() -> schoolUplifts.urnsInCohorts(tx, cohorts))
                .chain(urns -> refresh(tx, urns));
    }

    private static Set<SchoolUplift> now(Collection<FactsOfKey> stored, Set<SchoolUplift> before) {
        return stored.stream()
                .flatMap(facts -> DecisionFailed.about(
                        facts.key(), () -> facts.snapshot(SCHOOLS).map(school -> SchoolUplift.of(school, before)))
                        .stream())
                .flatMap(Set::stream)
                .collect(toSet());
    }

    /** Stores the uplifts if they differ. Few schools have any, and theirs change once a year. */
    private Uni<Void> store(SqlConnection tx, List<UUID> ids, Set<SchoolUplift> before, Set<SchoolUplift> now) {
        if (now.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        return schoolUplifts
                .lock(tx)
                .chain(() -> schoolUplifts.replace(tx, ids, now))
                .chain(() -> refresh(tx, urnsOfDifferences(before, now)));
    }

    private static Set<String> urnsOfDifferences(Set<SchoolUplift> before, Set<SchoolUplift> now) {
        Set<SchoolUplift> differences = new HashSet<>(before);
        differences.addAll(now);
        differences.removeIf(uplift -> before.contains(uplift) && now.contains(uplift));
        return differences.stream().map(SchoolUplift::urn).collect(toSet());
    }

    private Uni<Void> refresh(SqlConnection tx, Set<String> urns) {
        return schoolUplifts.inTrainingAt(tx, urns).chain(participants -> refreshQueue.add(tx, participants));
    }
}
