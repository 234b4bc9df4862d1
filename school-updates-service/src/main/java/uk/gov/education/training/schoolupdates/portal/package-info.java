/** Reads, authenticates and answers the reports that the school portal publishes. */
@NullMarked
package uk.gov.education.training.schoolupdates.portal;

import org.jspecify.annotations.NullMarked;
