/** The topics that this service reads. */
@NullMarked
package uk.gov.education.training.providerapi.kafka;

import org.jspecify.annotations.NullMarked;
