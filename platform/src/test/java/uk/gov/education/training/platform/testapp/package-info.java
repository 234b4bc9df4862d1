/** A minimal service for the platform's integration tests. */
@NullMarked
package uk.gov.education.training.platform.testapp;

import org.jspecify.annotations.NullMarked;
