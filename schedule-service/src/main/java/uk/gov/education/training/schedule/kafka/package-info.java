/** The consumers of the topics that this service reads. */
@NullMarked
package uk.gov.education.training.schedule.kafka;

import org.jspecify.annotations.NullMarked;
