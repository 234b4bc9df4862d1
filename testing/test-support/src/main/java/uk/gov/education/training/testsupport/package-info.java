/** Support for the services' integration tests: rules, tokens, fixtures, topics and HTTP. */
@NullMarked
package uk.gov.education.training.testsupport;

import org.jspecify.annotations.NullMarked;
