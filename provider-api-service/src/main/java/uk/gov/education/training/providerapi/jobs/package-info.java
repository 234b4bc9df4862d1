/** Work that goes on for as long as the service runs. */
@NullMarked
package uk.gov.education.training.providerapi.jobs;

import org.jspecify.annotations.NullMarked;
