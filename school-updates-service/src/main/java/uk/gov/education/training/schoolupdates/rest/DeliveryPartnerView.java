package uk.gov.education.training.schoolupdates.rest;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.gov.education.training.schoolupdates.reference.DeliveryPartnerEntity;

/**
 * A delivery partner as DfE support sees it.
 *
 * @param version the version of the last event about the delivery partner
 */
record DeliveryPartnerView(
        UUID id,
        String name,
        List<PairingView> pairings,
        @Nullable Instant retiredAt,
        Instant createdAt,
        long version) {

    record PairingView(UUID leadProviderId, int cohort) {}

    static DeliveryPartnerView of(DeliveryPartnerEntity partner) {
        return new DeliveryPartnerView(
                partner.id,
                partner.name,
                partner.snapshot().pairings().stream()
                        .map(pairing -> new PairingView(pairing.leadProviderId(), pairing.cohort()))
                        .toList(),
                partner.retiredAt,
                partner.createdAt,
                partner.version);
    }
}
