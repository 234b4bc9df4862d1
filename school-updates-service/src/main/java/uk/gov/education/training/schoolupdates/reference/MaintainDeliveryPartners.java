package uk.gov.education.training.schoolupdates.reference;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.events.DeliveryPartnerChange;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerAdded;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerRenamed;
import uk.gov.education.training.events.DeliveryPartnerChange.DeliveryPartnerRetired;
import uk.gov.education.training.events.DeliveryPartnerChange.PairingAdded;
import uk.gov.education.training.events.DeliveryPartnerChange.PairingRemoved;
import uk.gov.education.training.platform.messaging.Cause;
import uk.gov.education.training.platform.web.ApiException;
import uk.gov.education.training.schoolupdates.reference.DeliveryPartnerEntity.PairingOfCohort;

/** Adds, renames and retires delivery partners, and maintains the lead providers that may work with them. */
@ApplicationScoped
public class MaintainDeliveryPartners {

    private static final String KIND = "DeliveryPartner";

    private final DeliveryPartners deliveryPartners;
    private final LeadProviders leadProviders;
    private final ContractPeriodYears contractPeriods;
    private final ReferenceEvents events;

    MaintainDeliveryPartners(
            DeliveryPartners deliveryPartners,
            LeadProviders leadProviders,
            ContractPeriodYears contractPeriods,
            ReferenceEvents events) {
        this.deliveryPartners = deliveryPartners;
        this.leadProviders = leadProviders;
        this.contractPeriods = contractPeriods;
        this.events = events;
    }

    public Uni<DeliveryPartnerEntity> add(Mutiny.Session session, @Nullable String name, Cause cause) {
        DeliveryPartnerEntity partner = new DeliveryPartnerEntity();
        return UniqueNames.require(session, KIND, partner.id, name)
                .invoke(checked -> partner.name = checked)
                .chain(() -> session.persist(partner))
                .chain(() -> publish(session, partner, new DeliveryPartnerAdded(), cause));
    }

    public Uni<DeliveryPartnerEntity> rename(Mutiny.Session session, UUID id, @Nullable String name, Cause cause) {
        return deliveryPartners.lock(id).chain(partner -> UniqueNames.require(session, KIND, id, name)
                .chain(checked -> {
                    String before = partner.name;
                    partner.name = checked;
                    return before.equals(checked)
                            ? Uni.createFrom().item(partner)
                            : publish(session, partner, new DeliveryPartnerRenamed(before, checked), cause);
                }));
    }

    /** Retires a delivery partner: it gets no more pairings. Its pairings and partnerships stay. */
    public Uni<DeliveryPartnerEntity> retire(Mutiny.Session session, UUID id, Cause cause) {
        return deliveryPartners.lock(id).chain(partner -> {
            if (partner.retiredAt != null) {
                return Uni.createFrom().item(partner);
            }
            partner.retiredAt = cause.at();
            return publish(session, partner, new DeliveryPartnerRetired(), cause);
        });
    }

    /** Lets a lead provider that has a contract for the cohort work with the delivery partner. */
    public Uni<DeliveryPartnerEntity> addPairing(
            Mutiny.Session session, UUID id, @Nullable UUID leadProviderId, @Nullable Integer cohort, Cause cause) {
        if (leadProviderId == null) {
            throw ApiException.invalid("lead_provider_id", "Give the lead provider's id.");
        }
        return contractPeriods
                .requireExisting(session, cohort)
                .call(year -> leadProviders
                        .lockForShare(leadProviderId)
                        .invoke(leadProvider -> requireContract(leadProvider, year)))
                .chain(year -> deliveryPartners
                        .lock(id)
                        .invoke(MaintainDeliveryPartners::requireNotRetired)
                        .chain(partner -> partner.pairings.add(new PairingOfCohort(year, leadProviderId))
                                ? publish(session, partner, new PairingAdded(leadProviderId, year), cause)
                                : Uni.createFrom().item(partner)));
    }

    /** Removes a pairing. Partnerships that use it stay, but no new one can. */
    public Uni<DeliveryPartnerEntity> removePairing(
            Mutiny.Session session, UUID id, UUID leadProviderId, int cohort, Cause cause) {
        return deliveryPartners.lock(id).chain(partner -> {
            if (!partner.pairings.remove(new PairingOfCohort(cohort, leadProviderId))) {
                throw ApiException.notFound(
                        "lead_provider_id",
                        "The delivery partner has no pairing with this lead provider in this cohort.");
            }
            return publish(session, partner, new PairingRemoved(leadProviderId, cohort), cause);
        });
    }

    private static void requireContract(@Nullable LeadProviderEntity leadProvider, int cohort) {
        if (leadProvider == null) {
            throw ApiException.invalid("lead_provider_id", "There is no lead provider with this id.");
        }
        if (leadProvider.retiredAt != null) {
            throw ApiException.invalid(
                    "lead_provider_id", "This lead provider is retired, so it gets no more pairings.");
        }
        if (!leadProvider.cohorts.contains(cohort)) {
            throw ApiException.invalid(
                    "cohort", "The lead provider has no contract for this cohort. Add the contract first.");
        }
    }

    private static void requireNotRetired(DeliveryPartnerEntity partner) {
        if (partner.retiredAt != null) {
            throw ApiException.invalid(
                    "id", "This delivery partner is retired, so it gets no more pairings. Add a new one.");
        }
    }

    private Uni<DeliveryPartnerEntity> publish(
            Mutiny.Session session, DeliveryPartnerEntity partner, DeliveryPartnerChange change, Cause cause) {
        return events.publish(session, partner, change, cause).replaceWith(partner);
    }
}
