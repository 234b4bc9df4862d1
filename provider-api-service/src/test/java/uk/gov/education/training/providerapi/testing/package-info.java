/** What checks the service's answers against its contract, also in the system tests. */
@NullMarked
package uk.gov.education.training.providerapi.testing;

import org.jspecify.annotations.NullMarked;
