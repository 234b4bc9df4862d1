package uk.gov.education.training.schoolupdates.rest;

import java.time.Instant;
import java.util.UUID;
import uk.gov.education.training.events.Partnership;

/** A partnership as DfE support sees it, with organisations as ids. */
record PartnershipView(
        UUID id, UUID leadProviderId, UUID deliveryPartnerId, String schoolUrn, int cohort, Instant createdAt) {

    static PartnershipView of(Partnership partnership) {
        return new PartnershipView(
                partnership.id(),
                partnership.leadProviderId(),
                partnership.deliveryPartnerId(),
                partnership.schoolUrn(),
                partnership.cohort(),
                partnership.createdAt());
    }
}
