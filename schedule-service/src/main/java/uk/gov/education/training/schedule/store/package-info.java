/** What this service looks up in its database. */
@NullMarked
package uk.gov.education.training.schedule.store;

import org.jspecify.annotations.NullMarked;
