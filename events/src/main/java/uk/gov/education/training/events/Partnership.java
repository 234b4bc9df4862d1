package uk.gov.education.training.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A lead provider trains a school's participants of one cohort, with a delivery partner.
 *
 * @param createdAt when the partnership was confirmed, in real time
 */
public record Partnership(
        UUID id, UUID leadProviderId, UUID deliveryPartnerId, String schoolUrn, int cohort, Instant createdAt) {}
