/** Logs and traces without personal data. */
@NullMarked
package uk.gov.education.training.platform.observability;

import org.jspecify.annotations.NullMarked;
