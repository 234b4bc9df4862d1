/** The service's tables. Methods with a parameter {@code tx} run in the caller's transaction. */
@NullMarked
package uk.gov.education.training.schoolupdates.store;

import org.jspecify.annotations.NullMarked;
