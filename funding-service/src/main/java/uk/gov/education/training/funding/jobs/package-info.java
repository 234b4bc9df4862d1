/** The jobs that call use cases without a request: on a schedule, or all the time. */
@NullMarked
package uk.gov.education.training.funding.jobs;

import org.jspecify.annotations.NullMarked;
