package uk.gov.education.training.schoolupdates.store;

import uk.gov.education.training.events.Partnership;

/**
 * A partnership as stored.
 *
 * @param version of its last event
 */
public record PartnershipRow(long version, Partnership partnership) {}
