package uk.gov.education.training.platform.rules;

/**
 * A reason why a rule refuses a request.
 *
 * @param field the attribute that is wrong, as the caller named it
 * @param detail what is wrong and what to do about it
 */
public record Reason(String field, String detail) {}
