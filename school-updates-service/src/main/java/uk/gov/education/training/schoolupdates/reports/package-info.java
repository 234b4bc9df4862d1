/** The steps that the use cases share: lock the participants, load what the rules need, save the changes. */
@NullMarked
package uk.gov.education.training.schoolupdates.reports;

import org.jspecify.annotations.NullMarked;
