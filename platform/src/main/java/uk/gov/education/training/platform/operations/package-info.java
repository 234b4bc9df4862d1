/**
 * What DfE operations see of a service: every instance reports what it does and how it stands, and alerts are derived
 * from what all of them report. {@link uk.gov.education.training.platform.operations.Operations} tells the rest of the
 * service.
 */
@NullMarked
package uk.gov.education.training.platform.operations;

import org.jspecify.annotations.NullMarked;
