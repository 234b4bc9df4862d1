/** The dates from which and until which DfE funds a participant's training. Does not know the other packages. */
@NullMarked
package uk.gov.education.training.funding.domain.eligibility;

import org.jspecify.annotations.NullMarked;
