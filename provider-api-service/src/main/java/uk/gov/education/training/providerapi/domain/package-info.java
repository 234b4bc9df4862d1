/** The provider's view and the lead providers' actions as pure functions of facts and a date. */
@NullMarked
package uk.gov.education.training.providerapi.domain;

import org.jspecify.annotations.NullMarked;
