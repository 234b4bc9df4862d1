/** Records that a service is told to pass over. */
@NullMarked
package uk.gov.education.training.platform.operations.skips;

import org.jspecify.annotations.NullMarked;
