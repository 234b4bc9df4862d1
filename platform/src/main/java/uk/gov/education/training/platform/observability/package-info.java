/** What a service tells of itself beside its events: log lines and traces, without personal data. */
@NullMarked
package uk.gov.education.training.platform.observability;

import org.jspecify.annotations.NullMarked;
