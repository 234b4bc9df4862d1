/** The service's tables and queries. */
@NullMarked
package uk.gov.education.training.schedule.store;

import org.jspecify.annotations.NullMarked;
