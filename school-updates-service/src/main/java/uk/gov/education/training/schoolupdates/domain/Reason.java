package uk.gov.education.training.schoolupdates.domain;

/**
 * Why a change is refused.
 *
 * @param field what the reason is about, as the caller named it
 * @param detail what is wrong and what would be right
 */
public record Reason(String field, String detail) {}
