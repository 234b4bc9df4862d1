package uk.gov.education.training.funding.domain;

/**
 * Why something that DfE finance asks for does not happen.
 *
 * @param field what it is about, as the caller names it
 * @param detail what is wrong and what to do
 */
public record Reason(String field, String detail) {}
