/** Requests to skip a record that blocks the records behind it. */
@NullMarked
package uk.gov.education.training.platform.operations.skips;

import org.jspecify.annotations.NullMarked;
