/** Limits the requests of each token, over all instances of this service. */
@NullMarked
package uk.gov.education.training.providerapi.ratelimit;

import org.jspecify.annotations.NullMarked;
