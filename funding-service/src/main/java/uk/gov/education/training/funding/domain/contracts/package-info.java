/** Contracts between DfE and lead providers: bands, fees and who may change them. Does not know the other packages. */
@NullMarked
package uk.gov.education.training.funding.domain.contracts;

import org.jspecify.annotations.NullMarked;
