package uk.gov.education.training.schoolupdates.domain.schools;

/**
 * A stored school, as far as the schools register concerns it.
 *
 * @param entry what the register said last, or support since then
 * @param isMerged whether another school took this one over
 */
public record KnownSchool(RegisterEntry entry, boolean isMerged) {}
