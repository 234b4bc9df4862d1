/** The rule of the rolling rate limit. */
@NullMarked
package uk.gov.education.training.providerapi.domain.ratelimit;

import org.jspecify.annotations.NullMarked;
