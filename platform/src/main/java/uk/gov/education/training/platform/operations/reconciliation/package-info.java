/** The topics, read once more: to tell what a service holds differently, or to put it right. */
@NullMarked
package uk.gov.education.training.platform.operations.reconciliation;

import org.jspecify.annotations.NullMarked;
