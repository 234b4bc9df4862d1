/** Compares the stored facts with the topics, and repairs or republishes them. */
@NullMarked
package uk.gov.education.training.platform.operations.reconciliation;

import org.jspecify.annotations.NullMarked;
