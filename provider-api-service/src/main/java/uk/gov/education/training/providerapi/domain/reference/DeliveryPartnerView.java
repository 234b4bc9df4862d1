package uk.gov.education.training.providerapi.domain.reference;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import uk.gov.education.training.events.DeliveryPartner;
import uk.gov.education.training.events.DeliveryPartner.Pairing;

/**
 * A delivery partner as a lead provider sees it.
 *
 * @param cohorts in which this lead provider may work with it, in order
 */
public record DeliveryPartnerView(UUID id, UUID leadProviderId, String name, List<Integer> cohorts, Instant createdAt) {

    /** The lead providers that may work with a delivery partner, in any cohort. */
    public static Set<UUID> viewers(DeliveryPartner deliveryPartner) {
        return deliveryPartner.pairings().stream().map(Pairing::leadProviderId).collect(Collectors.toSet());
    }

    /** The view; empty if the lead provider may not work with the delivery partner in any cohort. */
    public static Optional<DeliveryPartnerView> of(UUID leadProviderId, DeliveryPartner deliveryPartner) {
        List<Integer> cohorts = deliveryPartner.pairings().stream()
                .filter(pairing -> pairing.leadProviderId().equals(leadProviderId))
                .map(Pairing::cohort)
                .distinct()
                .sorted()
                .toList();
        return cohorts.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeliveryPartnerView(
                        deliveryPartner.id(),
                        leadProviderId,
                        deliveryPartner.name(),
                        cohorts,
                        deliveryPartner.createdAt()));
    }
}
