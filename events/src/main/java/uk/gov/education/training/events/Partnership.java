package uk.gov.education.training.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A lead provider trains a school's participants of one cohort, with a delivery partner.
 *
 * @param leadProviderName for display
 * @param createdAt when the partnership was confirmed, in real time
 */
public record Partnership(
        UUID id,
        UUID leadProviderId,
        String leadProviderName,
        UUID deliveryPartnerId,
        String schoolUrn,
        int cohort,
        Instant createdAt) {

    /** The same partnership with another delivery partner. */
    public Partnership with(UUID otherDeliveryPartnerId) {
        return new Partnership(
                id, leadProviderId, leadProviderName, otherDeliveryPartnerId, schoolUrn, cohort, createdAt);
    }

    /** The same partnership when its school has another URN. */
    public Partnership withSchoolUrn(String otherUrn) {
        return new Partnership(id, leadProviderId, leadProviderName, deliveryPartnerId, otherUrn, cohort, createdAt);
    }
}
