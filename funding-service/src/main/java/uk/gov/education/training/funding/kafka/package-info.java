/** The Kafka consumers of this service. */
@NullMarked
package uk.gov.education.training.funding.kafka;

import org.jspecify.annotations.NullMarked;
