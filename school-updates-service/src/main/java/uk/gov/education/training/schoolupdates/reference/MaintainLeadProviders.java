package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.LeadProviderChange;
import uk.gov.education.training.events.LeadProviderChange.CohortContractRemoved;
import uk.gov.education.training.events.LeadProviderChange.CohortContracted;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderAdded;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderRenamed;
import uk.gov.education.training.events.LeadProviderChange.LeadProviderRetired;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;

/** Adds, renames and retires lead providers, and maintains the cohorts of their contracts with DfE. */
@ApplicationScoped
public class MaintainLeadProviders {

    private static final String KIND = "LeadProvider";

    private final LeadProviders leadProviders;
    private final ContractPeriodYears contractPeriods;
    private final ReferenceEvents events;

    MaintainLeadProviders(LeadProviders leadProviders, ContractPeriodYears contractPeriods, ReferenceEvents events) {
        this.leadProviders = leadProviders;
        this.contractPeriods = contractPeriods;
        this.events = events;
    }

    public Uni<LeadProviderEntity> add(Mutiny.Session session, @Nullable String name, Cause cause) {
        LeadProviderEntity leadProvider = new LeadProviderEntity();
        return UniqueNames.require(session, KIND, leadProvider.id, name)
                .invoke(checked -> leadProvider.name = checked)
                .chain(() -> session.persist(leadProvider))
                .chain(() -> publish(session, leadProvider, new LeadProviderAdded(), cause));
    }

    public Uni<LeadProviderEntity> rename(Mutiny.Session session, UUID id, @Nullable String name, Cause cause) {
        return leadProviders.lock(id).chain(leadProvider -> UniqueNames.require(session, KIND, id, name)
                .chain(checked -> {
                    String before = leadProvider.name;
                    leadProvider.name = checked;
                    return before.equals(checked)
                            ? Uni.createFrom().item(leadProvider)
                            : publish(session, leadProvider, new LeadProviderRenamed(before, checked), cause);
                }));
    }

    /** Retires a lead provider: it gets no more contracts and pairings. Everything that it has stays. */
    public Uni<LeadProviderEntity> retire(Mutiny.Session session, UUID id, Cause cause) {
        return leadProviders.lock(id).chain(leadProvider -> {
            if (leadProvider.retiredAt != null) {
                return Uni.createFrom().item(leadProvider);
            }
            leadProvider.retiredAt = cause.at();
            return publish(session, leadProvider, new LeadProviderRetired(), cause);
        });
    }

    public Uni<LeadProviderEntity> addContract(Mutiny.Session session, UUID id, @Nullable Integer cohort, Cause cause) {
        return leadProviders
                .lock(id)
                .invoke(leadProvider -> {
                    if (leadProvider.retiredAt != null) {
                        throw ApiException.invalid(
                                "id", "This lead provider is retired, so it gets no more contracts. Add a new one.");
                    }
                })
                .chain(leadProvider -> contractPeriods
                        .requireExisting(session, cohort)
                        .chain(year -> leadProvider.cohorts.add(year)
                                ? publish(session, leadProvider, new CohortContracted(year), cause)
                                : Uni.createFrom().item(leadProvider)));
    }

    /** Removes a contract that no pairing needs. */
    public Uni<LeadProviderEntity> removeContract(Mutiny.Session session, UUID id, int cohort, Cause cause) {
        return leadProviders
                .lock(id)
                .invoke(leadProvider -> {
                    if (!leadProvider.cohorts.contains(cohort)) {
                        throw ApiException.notFound("cohort", "The lead provider has no contract for this cohort.");
                    }
                })
                .call(() -> requireNoPairing(session, id, cohort))
                .chain(leadProvider -> {
                    leadProvider.cohorts.remove(cohort);
                    return publish(session, leadProvider, new CohortContractRemoved(cohort), cause);
                });
    }

    private static Uni<Void> requireNoPairing(Mutiny.Session session, UUID id, int cohort) {
        return session.createSelectionQuery(
                        "select partner.name from DeliveryPartner partner join partner.pairings pairing"
                                + " where pairing.leadProviderId = ?1 and pairing.cohort = ?2 order by partner.name",
                        String.class)
                .setParameter(1, id)
                .setParameter(2, cohort)
                .getResultList()
                .invoke(names -> {
                    if (!names.isEmpty()) {
                        throw ApiException.invalid(
                                "cohort",
                                "The lead provider works with delivery partners in this cohort. Remove these pairings"
                                        + " first: " + String.join(", ", names) + ".");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<LeadProviderEntity> publish(
            Mutiny.Session session, LeadProviderEntity leadProvider, LeadProviderChange change, Cause cause) {
        return events.publish(session, leadProvider, change, cause).replaceWith(leadProvider);
    }
}
