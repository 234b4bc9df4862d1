/**
 * Monitoring of a service by DfE operations. Every instance publishes its activity, and alerts are derived from the
 * activity of all instances. {@link uk.gov.education.training.platform.operations.OperationsState} shows the result.
 */
@NullMarked
package uk.gov.education.training.platform.operations;

import org.jspecify.annotations.NullMarked;
