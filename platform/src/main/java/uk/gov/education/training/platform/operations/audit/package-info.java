/** The audit log of operations, and the common parts of the operations API. */
@NullMarked
package uk.gov.education.training.platform.operations.audit;

import org.jspecify.annotations.NullMarked;
