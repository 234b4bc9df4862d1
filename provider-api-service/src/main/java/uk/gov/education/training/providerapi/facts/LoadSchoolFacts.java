package uk.gov.education.training.providerapi.facts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static uk.gov.education.training.events.Topics.DELIVERY_PARTNERS;
import static uk.gov.education.training.events.Topics.SCHOOLS;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import uk.gov.education.training.events.ContractPeriod;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.Partnership;
import uk.gov.education.training.events.School;
import uk.gov.education.training.events.Topic;
import uk.gov.education.training.platform.messaging.FactStore;
import uk.gov.education.training.providerapi.domain.reference.SchoolFacts;
import uk.gov.education.training.providerapi.domain.reference.SchoolTraining;
import uk.gov.education.training.providerapi.store.ContractPeriods;
import uk.gov.education.training.providerapi.store.LeadProviders;
import uk.gov.education.training.providerapi.store.Partnerships;
import uk.gov.education.training.providerapi.store.Schools;
import uk.gov.education.training.providerapi.store.StoredTrainings;

/** Loads all stored facts about schools. */
@ApplicationScoped
public class LoadSchoolFacts {

    private final FactStore factStore;
    private final Schools schools;
    private final Partnerships partnerships;
    private final StoredTrainings storedTrainings;
    private final LeadProviders leadProviders;
    private final ContractPeriods contractPeriods;

    LoadSchoolFacts(
            FactStore factStore,
            Schools schools,
            Partnerships partnerships,
            StoredTrainings storedTrainings,
            LeadProviders leadProviders,
            ContractPeriods contractPeriods) {
        this.factStore = factStore;
        this.schools = schools;
        this.partnerships = partnerships;
        this.storedTrainings = storedTrainings;
        this.leadProviders = leadProviders;
        this.contractPeriods = contractPeriods;
    }

    /** What schools have in common. */
    private record Common(
            Map<UUID, String> deliveryPartners, List<ContractPeriod> cohorts, Set<UUID> leadProviderIds) {}

    /**
     * Loads the facts of those of these schools that are stored.
     *
     * @throws uk.gov.education.training.platform.messaging.DecisionFailed if a stored fact can't be read
     */
    public Uni<List<SchoolFacts>> load(SqlConnection db, Collection<UUID> ids) {
        return snapshots(db, ids, SCHOOLS).chain(found -> schools.urns(db, ids).chain(urns -> partnerships
                .atSchools(db, urns.keySet())
                .chain(partners -> storedTrainings.atSchools(db, urns.keySet()).chain(trainings -> common(db, partners)
                        .map(common -> facts(found, urns, partners, trainings, common))))));
    }

    private Uni<Common> common(SqlConnection db, List<Partnership> partners) {
        Set<UUID> ids = partners.stream().map(Partnership::deliveryPartnerId).collect(toSet());
        return snapshots(db, ids, DELIVERY_PARTNERS)
                .chain(found -> contractPeriods.all(db).chain(cohorts -> leadProviders
                        .ids(db)
                        .map(all -> new Common(
                                found.stream().collect(toMap(DeliveryPartner::id, DeliveryPartner::name)),
                                cohorts,
                                all))));
    }

    private <S> Uni<List<S>> snapshots(SqlConnection db, Collection<UUID> ids, Topic<?, S> topic) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return factStore
                .load(db, ids.stream().map(UUID::toString).toList(), topic)
                .map(stored -> {
                    List<S> snapshots = new ArrayList<>();
                    stored.values().forEach(facts -> facts.snapshot(topic).ifPresent(snapshots::add));
                    return snapshots;
                });
    }

    private static List<SchoolFacts> facts(
            List<School> found,
            Map<String, UUID> urns,
            List<Partnership> partnerships,
            List<SchoolTraining> trainings,
            Common common) {
        Map<UUID, List<Partnership>> partnershipsOf = bySchool(partnerships, Partnership::schoolUrn, urns);
        Map<UUID, List<SchoolTraining>> trainingsAt = bySchool(trainings, SchoolTraining::schoolUrn, urns);
        return found.stream()
                .map(school -> new SchoolFacts(
                        school,
                        partnershipsOf.getOrDefault(school.id(), List.of()),
                        trainingsAt.getOrDefault(school.id(), List.of()),
                        common.deliveryPartners(),
                        common.cohorts(),
                        common.leadProviderIds()))
                .toList();
    }

    private static <T> Map<UUID, List<T>> bySchool(List<T> all, Function<T, String> urn, Map<String, UUID> urns) {
        return all.stream().collect(groupingBy(one -> urns.get(urn.apply(one))));
    }
}
