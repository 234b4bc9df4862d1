/** The step that finds and locks the school of a request. */
@NullMarked
package uk.gov.education.training.schoolupdates.schools;

import org.jspecify.annotations.NullMarked;
