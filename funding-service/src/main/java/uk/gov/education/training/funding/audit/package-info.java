/** The audit log of DfE finance: who did what, and when. */
@NullMarked
package uk.gov.education.training.funding.audit;

import org.jspecify.annotations.NullMarked;
