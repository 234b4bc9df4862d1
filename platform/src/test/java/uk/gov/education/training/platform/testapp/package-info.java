/** The smallest service on the platform: the platform's integration tests run it. */
@NullMarked
package uk.gov.education.training.platform.testapp;

import org.jspecify.annotations.NullMarked;
