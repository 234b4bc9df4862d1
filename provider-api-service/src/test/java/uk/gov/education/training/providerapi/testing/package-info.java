/** Checks the service's responses against its contract. The system tests use it too. */
@NullMarked
package uk.gov.education.training.providerapi.testing;

import org.jspecify.annotations.NullMarked;
