/** The steps that the use cases about partnerships share. */
@NullMarked
package uk.gov.education.training.schoolupdates.partnerships;

import org.jspecify.annotations.NullMarked;
