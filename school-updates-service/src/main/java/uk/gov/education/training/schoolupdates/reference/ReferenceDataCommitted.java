package uk.gov.education.training.schoolupdates.reference;

/**
 * Tells that a transaction about reference data was committed. It may have requested the move of a school's records.
 */
public record ReferenceDataCommitted() {}
