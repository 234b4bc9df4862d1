/**
 * The payment state of declarations, and the statement that pays for each or claws it back. Knows {@code contracts} and
 * {@code eligibility}, but not how a statement is calculated.
 */
@NullMarked
package uk.gov.education.training.funding.domain.declarations;

import org.jspecify.annotations.NullMarked;
