/** The consumers of the topics that other services own. */
@NullMarked
package uk.gov.education.training.schoolupdates.kafka;

import org.jspecify.annotations.NullMarked;
