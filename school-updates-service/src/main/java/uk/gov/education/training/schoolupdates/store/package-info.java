/** The service's tables. */
@NullMarked
package uk.gov.education.training.schoolupdates.store;

import org.jspecify.annotations.NullMarked;
