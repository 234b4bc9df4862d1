/** What topics say, and whether what is held agrees. */
@NullMarked
package uk.gov.education.training.platform.operations.reconciliation.domain;

import org.jspecify.annotations.NullMarked;
