/** The topics that this service reads. */
@NullMarked
package uk.gov.education.training.funding.kafka;

import org.jspecify.annotations.NullMarked;
