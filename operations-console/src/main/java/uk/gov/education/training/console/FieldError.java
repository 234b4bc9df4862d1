package uk.gov.education.training.console;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with what was entered, as {@code problems.html} says it above a page's heading.
 *
 * @param field the id that the page has given it; null if nothing there can be corrected
 * @param detail what is wrong and what to do
 */
record FieldError(@Nullable String field, String detail) {}
