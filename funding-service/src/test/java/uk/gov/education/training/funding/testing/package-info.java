/** Recalculates the service's totals from the topics, for its own tests and the system tests. */
@NullMarked
package uk.gov.education.training.funding.testing;

import org.jspecify.annotations.NullMarked;
