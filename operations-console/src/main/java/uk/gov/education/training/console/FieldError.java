package uk.gov.education.training.console;

import org.jspecify.annotations.Nullable;

/**
 * An error of a form, shown by {@code problems.html} above the heading.
 *
 * @param field the id of the field; null if the error is not about a field
 * @param detail the problem and how to correct it
 */
record FieldError(@Nullable String field, String detail) {}
