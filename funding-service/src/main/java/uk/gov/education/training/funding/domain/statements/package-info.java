/**
 * The calculation of monthly statements, their calendar and their transitions. Knows {@code contracts}, but not how a
 * declaration comes to be on a statement.
 */
@NullMarked
package uk.gov.education.training.funding.domain.statements;

import org.jspecify.annotations.NullMarked;
