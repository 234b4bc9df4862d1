/** The state of keys on topics, and the rules that compare it with the stored facts. */
@NullMarked
package uk.gov.education.training.platform.operations.reconciliation.domain;

import org.jspecify.annotations.NullMarked;
