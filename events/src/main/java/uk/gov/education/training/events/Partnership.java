package uk.gov.education.training.events;

import java.util.UUID;

/** A lead provider trains a school's participants of one cohort, with a delivery partner. */
public record Partnership(UUID id, UUID leadProviderId, UUID deliveryPartnerId, String schoolUrn, int cohort) {}
